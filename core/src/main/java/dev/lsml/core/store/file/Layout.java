// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store.file;

import dev.lsml.core.store.ObjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the objects of a store are within its folder. A key's segments are folders and a file,
 * named by {@link KeyNames}; no key's name starts with a dot, so {@code .store} is the store's own:
 *
 * <pre>
 * projects/12.1696257600/head.json    the object with this key
 * .store/long/SHA256.object           an object whose path would be too long for some file system
 * .store/long/SHA256.key              its key
 * .store/lock                         see {@link StoreLock}
 * .store/tmp/                         see {@link TempFiles}
 * </pre>
 */
final class Layout {
  /** eCryptfs has the shortest names in use, 143 bytes. */
  private static final int MAX_NAME = 120;

  /** macOS has the shortest paths in use, 1024 bytes; most is left to the folder's own path. */
  private static final int MAX_PATH = 400;

  private static final String OBJECT = ".object";
  private static final String KEY = ".key";

  private final Path root;
  private final Path own;
  private final Path longKeys;

  Layout(Path root) {
    this.root = root;
    this.own = root.resolve(".store");
    this.longKeys = own.resolve("long");
  }

  Path root() {
    return root;
  }

  Path lockFolder() {
    return own;
  }

  Path tempFolder() {
    return own.resolve("tmp");
  }

  /** The file that holds the object. */
  Path fileOf(ObjectKey key) {
    String relative = relative(key.value());
    return relative != null
        ? root.resolve(relative)
        : longKeys.resolve(sha256(key.value()) + OBJECT);
  }

  /** The file that tells the key of an object with a long key; {@code null} for other keys. */
  @Nullable Path keyFileOf(ObjectKey key) {
    return relative(key.value()) != null ? null : longKeys.resolve(sha256(key.value()) + KEY);
  }

  /**
   * Adds all keys that start with the prefix and have a file, in no order. Files that are not
   * objects, such as a user's own notes, are passed over.
   */
  void collect(String prefix, List<ObjectKey> keys) throws IOException {
    int slash = prefix.lastIndexOf('/');
    String base = prefix.substring(0, slash + 1);
    Path folder = slash < 0 ? root : folderOf(base);
    if (folder != null) {
      collect(folder, base, prefix, keys);
    }
    collectLong(prefix, keys);
  }

  private void collect(Path folder, String base, String prefix, List<ObjectKey> keys)
      throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        String name = child.getFileName().toString();
        String file = KeyNames.segmentOfFile(name);
        String inner = KeyNames.segmentOfFolder(name);
        if (file != null && (base + file).startsWith(prefix) && Files.isRegularFile(child)) {
          add(base + file, keys);
        } else if (inner != null && mayStart(base + inner + "/", prefix)) {
          collect(child, base + inner + "/", prefix, keys);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // Then there are no objects in it.
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void collectLong(String prefix, List<ObjectKey> keys) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(longKeys, "*" + KEY)) {
      for (Path child : children) {
        String key = Files.readString(child);
        String hash = sha256(key);
        if (key.startsWith(prefix)
            && child.endsWith(hash + KEY)
            && Files.exists(longKeys.resolve(hash + OBJECT))) {
          add(key, keys);
        }
      }
    } catch (NoSuchFileException e) {
      // There never was a long key.
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void add(String key, List<ObjectKey> keys) {
    try {
      keys.add(new ObjectKey(key));
    } catch (IllegalArgumentException e) {
      // Somebody else's file: no object has this key.
    }
  }

  private static boolean mayStart(String base, String prefix) {
    return base.startsWith(prefix) || prefix.startsWith(base);
  }

  /** The folder of all keys that start with this, which ends in a slash; else {@code null}. */
  private @Nullable Path folderOf(String base) {
    StringBuilder path = new StringBuilder();
    for (int start = 0; start < base.length(); ) {
      int end = base.indexOf('/', start);
      String name = KeyNames.folder(base.substring(start, end));
      if (end == start || name.length() > MAX_NAME) {
        return null;
      }
      path.append(name).append('/');
      start = end + 1;
    }
    return path.length() > MAX_PATH ? null : root.resolve(path.toString());
  }

  /** The file's path relative to the root; {@code null} when it is too long. */
  private static @Nullable String relative(String key) {
    StringBuilder path = new StringBuilder(key.length() + 16);
    int start = 0;
    while (true) {
      int end = key.indexOf('/', start);
      String name =
          end < 0
              ? KeyNames.file(key.substring(start))
              : KeyNames.folder(key.substring(start, end));
      if (name.length() > MAX_NAME || path.length() + name.length() > MAX_PATH) {
        return null;
      }
      path.append(name);
      if (end < 0) {
        return path.toString();
      }
      path.append('/');
      start = end + 1;
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      StringBuilder hex = new StringBuilder(64);
      for (byte b : digest) {
        hex.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
      }
      return hex.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
