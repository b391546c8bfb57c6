// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.start;

import java.util.List;

/** A process cannot start, for reasons that its user can mend. */
public final class StartFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** Takes one line per problem, each with its remedy. */
  public StartFailure(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = problems;
  }

  /** Takes one problem with its remedy. */
  public StartFailure(String problem) {
    this(List.of(problem));
  }

  /** One line per problem, each with its remedy. */
  public List<String> problems() {
    return problems;
  }
}
