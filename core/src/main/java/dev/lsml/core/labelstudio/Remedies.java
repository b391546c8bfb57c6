// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

/** Sentences that several messages end with. */
final class Remedies {
  static final String CREATE_TOKEN =
      "In Label Studio, open Account & Settings > Personal Access Token, create one, and set it as"
          + " LABEL_STUDIO_API_KEY";
  static final String CHECK_URL =
      "Check that LABEL_STUDIO_URL is the address of your Label Studio, with its sub-path if it has"
          + " one, as this machine reaches it";

  private Remedies() {}
}
