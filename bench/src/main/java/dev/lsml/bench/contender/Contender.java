// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.contender;

import dev.lsml.bench.process.Launch;

/** A server that takes part in a comparison. Implementations are immutable. */
public interface Contender {
  /** The name in the tables; unique within one comparison. */
  String name();

  /** How to start it so that it listens on 127.0.0.1 at the port. */
  Launch launch(int port);
}
