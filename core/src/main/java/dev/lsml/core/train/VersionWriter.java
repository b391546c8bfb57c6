// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.WriteResult;
import dev.lsml.core.version.Keys;
import dev.lsml.core.version.Manifest;
import dev.lsml.core.version.ManifestFile;
import dev.lsml.core.version.Sha256;
import dev.lsml.core.version.VersionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stores the objects of a version. All keys hold the id of one run, so nobody else writes them: an
 * object that is there after a lost answer is the one that was sent. Not thread-safe.
 */
final class VersionWriter {
  private static final int SENDS = 3;

  @FunctionalInterface
  private interface Send {
    WriteResult once() throws StoreException;
  }

  private final ObjectStore store;
  private final Keys keys;
  private final VersionId version;

  VersionWriter(ObjectStore store, Keys keys, VersionId version) {
    this.store = store;
    this.keys = keys;
    this.version = version;
  }

  /**
   * The regular files below a folder, in the order of their names.
   *
   * @throws TrainingFailure when it holds anything but files and folders
   * @throws IOException when it cannot be read
   */
  static List<Path> filesIn(Path folder) throws TrainingFailure, IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) all.sorted()::iterator) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          files.add(path);
        } else if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          throw new TrainingFailure(
              "the model's fit left "
                  + folder.relativize(path)
                  + ", which is a link or a device; only plain files can be stored",
              false,
              null);
        }
      }
    }
    return files;
  }

  /** Stores one file. */
  ManifestFile file(Path folder, Path path) throws IOException {
    StringBuilder name = new StringBuilder();
    for (Path part : folder.relativize(path)) {
      name.append(name.length() == 0 ? "" : "/").append(part);
    }
    ManifestFile file = new ManifestFile(name.toString(), Files.size(path), Sha256.of(path));
    ObjectKey key = keys.file(version, file.path());
    send(key, () -> store.upload(key, path, Condition.absent()));
    return file;
  }

  /**
   * Stores the manifest.
   *
   * @return its digest
   */
  String manifest(Manifest manifest) throws IOException {
    byte[] bytes = manifest.bytes();
    ObjectKey key = keys.manifest(version);
    send(key, () -> store.put(key, bytes, Condition.absent()));
    return Sha256.of(bytes);
  }

  private static void send(ObjectKey key, Send send) throws StoreException {
    boolean maybeThere = false;
    StoreException failure = null;
    for (int i = 0; i < SENDS; i++) {
      try {
        WriteResult result = send.once();
        if (result instanceof WriteResult.Written
            || (maybeThere && result instanceof WriteResult.Conflict)) {
          return;
        }
        if (result instanceof WriteResult.Unknown unknown) {
          maybeThere = true;
          failure =
              new StoreException(
                  "write " + key, "its answer was lost: " + unknown.cause(), true, null);
        } else {
          throw new StoreException(
              "write " + key, "it exists, although its run is new", false, null);
        }
      } catch (StoreException e) {
        if (!e.retryable()) {
          throw e;
        }
        failure = e;
      }
    }
    throw failure;
  }
}
