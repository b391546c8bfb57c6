// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.project;

import java.io.IOException;

/** Is told of predictions that Label Studio does not take. */
@FunctionalInterface
public interface Refused {
  /**
   * Takes note of one.
   *
   * @param reason why, in words for people
   * @throws IOException when it cannot be written down
   */
  void refused(Outgoing prediction, String reason) throws IOException;
}
