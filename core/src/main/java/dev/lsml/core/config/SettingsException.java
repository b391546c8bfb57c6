// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.config;

import java.util.List;

/**
 * The environment holds settings that a backend cannot start with. Every problem is told at once,
 * so that nobody has to start it once per mistake. No message holds the value of a secret.
 */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  SettingsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** One line per problem: the name, what it holds, what is expected. At least one. */
  public List<String> problems() {
    return problems;
  }
}
