// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.contender;

import dev.lsml.bench.process.Launch;
import java.io.IOException;

/** A server that takes part in a comparison. Implementations are immutable. */
public interface Contender {
  /** The name in the tables; unique within one comparison. */
  String name();

  /** Makes its first start and every later one the same; called before each. */
  default void beforeStart() throws IOException {}

  /** How to start it so that it listens on 127.0.0.1 at the port. */
  Launch launch(int port);
}
