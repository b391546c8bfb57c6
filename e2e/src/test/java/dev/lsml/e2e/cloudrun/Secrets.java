// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.cloudrun;

/** What Secret Manager was given. */
@FunctionalInterface
public interface Secrets {
  /**
   * The value of a version.
   *
   * @param secret its short id
   * @param version a number or {@code latest}
   * @throws RevisionFailed when there is none, with Cloud Run's words
   */
  String value(String secret, String version);
}
