// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import java.net.URI;

/** A running ML backend, whoever wrote it. */
public interface Backend extends AutoCloseable {
  /** Its address without a trailing slash. */
  URI url();

  /** Stops it. */
  @Override
  void close();
}
