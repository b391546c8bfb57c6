// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.doctor;

import dev.lsml.deploy.Finding;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at. Immutable.
 *
 * @param text what was seen, in one line, when all is well
 * @param finding what is wrong; {@code null} when nothing is
 */
public record Note(String text, @Nullable Finding finding) {
  /** Something that is as it should be. */
  static Note good(String text) {
    return new Note(text, null);
  }

  /** Something that is wrong. */
  static Note bad(String problem, String cause, String remedy) {
    return of(Finding.error(problem, cause, remedy));
  }

  /** Something that may be meant, or may become wrong. */
  static Note odd(String problem, String cause, String remedy) {
    return of(Finding.warning(problem, cause, remedy));
  }

  private static Note of(Finding finding) {
    return new Note(finding.problem(), finding);
  }
}
