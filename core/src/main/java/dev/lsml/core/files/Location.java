// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import java.nio.file.Path;
import java.util.List;

/** Where a task's value says that its file is. */
sealed interface Location {

  /**
   * The content is in the value itself.
   *
   * @param cacheKey stands for the content for ever
   */
  record Inline(String cacheKey, String extension, byte[] content) implements Location {}

  /** A file that is mounted here, checked to lie where files may be read. */
  record Local(Path path) implements Location {}

  /**
   * A file to be fetched.
   *
   * @param cacheKey stands for the file for ever, unlike a signed address
   * @param extension with its dot, empty for none
   * @param addresses to be tried in this order until one answers 200, since versions of Label
   *     Studio differ
   * @param remedy what to look at when the server refuses
   */
  record Remote(String cacheKey, String extension, List<WebAddress> addresses, String remedy)
      implements Location {}
}
