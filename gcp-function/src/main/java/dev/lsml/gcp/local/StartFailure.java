// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.local;

import java.util.List;

/** The server cannot start, for reasons that its user can mend. */
final class StartFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** Takes one line per problem, each with its remedy. */
  StartFailure(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = problems;
  }

  StartFailure(String problem) {
    this(List.of(problem));
  }

  List<String> problems() {
    return problems;
  }
}
