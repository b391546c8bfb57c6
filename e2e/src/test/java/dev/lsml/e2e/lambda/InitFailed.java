// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.lambda;

/** An instance did not come so far that it asked for an event. */
final class InitFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Outcome outcome;

  InitFailed(Outcome outcome) {
    super(outcome.toString());
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }
}
