// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store.file;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes, removes and syncs the folders that objects are in. */
final class Folders {
  /** Windows can neither open a folder nor needs to: NTFS journals names by itself. */
  private static final boolean WINDOWS = File.separatorChar == '\\';

  private Folders() {}

  /** Makes a folder and all above it; adds every folder that got a new entry. */
  static void make(@Nullable Path folder, List<Path> changed) throws IOException {
    if (folder == null || Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    make(parent, changed);
    if (parent != null) {
      changed.add(parent);
    }
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /** Removes a folder and those above it, up to but without the root, as far as they are empty. */
  static void removeEmpty(@Nullable Path folder, Path root) throws IOException {
    try {
      Path each = folder;
      while (each != null && !each.equals(root)) {
        Files.deleteIfExists(each);
        each = each.getParent();
      }
    } catch (DirectoryNotEmptyException e) {
      // The rest is in use.
    }
  }

  /** Makes the names in a folder survive a power failure; one that is gone needs nothing. */
  static void sync(@Nullable Path folder) throws IOException {
    if (folder == null || WINDOWS) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (NoSuchFileException e) {
      sync(folder.getParent());
    }
  }
}
