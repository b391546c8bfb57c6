// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store.file;

import dev.lsml.core.store.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in words what went wrong; the exceptions of java.nio often say no more than the path. */
final class FileProblems {
  private FileProblems() {}

  /** The exception for an operation that failed, such as {@code read a/b.json}. */
  static StoreException failure(String operation, IOException e) {
    return e instanceof StoreException said
        ? said
        : new StoreException(operation, reason(e), false, e);
  }

  /** What went wrong. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no permission for " + e.getMessage();
    }
    if (e instanceof NoSuchFileException) {
      return "there is no file or folder " + e.getMessage();
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return e.getMessage() + " is not a folder";
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
