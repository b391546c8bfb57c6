// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.process;

import java.util.List;
import java.util.Map;

/**
 * A process to start.
 *
 * @param command the program and its arguments
 * @param environment variables to set beside those of this process
 */
public record Launch(List<String> command, Map<String, String> environment) {
  /** Copies the collections. */
  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
