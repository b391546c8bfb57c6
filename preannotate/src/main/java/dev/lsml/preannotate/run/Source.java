// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.run;

import org.jspecify.annotations.Nullable;

/**
 * Where a pipeline's work comes from; asked by one thread.
 *
 * @param <T> a piece of work
 */
@FunctionalInterface
public interface Source<T> {
  /**
   * The next piece.
   *
   * @return {@code null} after the last
   * @throws Exception when there is no going on; what came before is still done
   */
  @Nullable T next() throws Exception;
}
