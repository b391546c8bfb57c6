// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.labelstudio.LabelStudioException;
import dev.lsml.core.store.StoreException;
import java.io.IOException;

/** Tells failures that pass by themselves from those that someone must look at. */
final class Passing {
  private Passing() {}

  static boolean is(Throwable failure) {
    if (failure instanceof StoreException e) {
      return e.retryable();
    }
    if (failure instanceof LabelStudioException e) {
      // No answer, too many requests, or the server's own trouble; a refusal stays one.
      return e.status() == 0 || e.status() == 429 || e.status() >= 500;
    }
    return failure instanceof IOException;
  }
}
