// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.google;

import org.jspecify.annotations.Nullable;

/** Answers some of the calls. Implementations are thread-safe. */
@FunctionalInterface
public interface GoogleHandler {
  /** The answer; {@code null} for a call that is another's to answer. */
  @Nullable GoogleAnswer answer(GoogleCall call);
}
