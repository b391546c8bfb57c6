// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.rows;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of an input, one after another, in memory that does not grow. Not thread-safe. */
public interface Rows extends Closeable {
  /**
   * The next record.
   *
   * @return {@code null} after the last
   * @throws Trouble when nothing after the last record can be made out
   * @throws IOException when the input cannot be read
   */
  @Nullable Row next() throws IOException;

  /** The columns that every record has; {@code null} when each says its own. */
  default @Nullable List<String> columns() {
    return null;
  }
}
