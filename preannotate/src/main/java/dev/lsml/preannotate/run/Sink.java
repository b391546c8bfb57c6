// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.run;

/**
 * Where a pipeline's results go; called by one thread, in the order of the pieces.
 *
 * @param <T> a result
 */
@FunctionalInterface
public interface Sink<T> {
  /**
   * Takes the next result.
   *
   * @throws Exception when there is no going on
   */
  void take(T result) throws Exception;
}
