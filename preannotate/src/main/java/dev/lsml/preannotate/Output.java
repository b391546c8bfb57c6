// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.core.config.Settings;
import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.WriteResult;
import dev.lsml.core.version.Sha256;
import dev.lsml.preannotate.output.ImportFile;
import dev.lsml.preannotate.rows.Trouble;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the output goes: a file, or objects of a bucket. Those are written here first, and uploaded
 * when they are whole. Not thread-safe.
 */
final class Output implements Closeable {
  private static final int ROUNDS = 5;

  private final Path file;
  private final @Nullable Bucket bucket;
  private final @Nullable ObjectStore store;
  private final List<String> names = new ArrayList<>();

  private Output(Path file, @Nullable Bucket bucket, @Nullable ObjectStore store) {
    this.file = file;
    this.bucket = bucket;
    this.store = store;
  }

  static Output open(String name, Path work, Settings settings) {
    Bucket bucket = Bucket.of(name);
    if (bucket == null) {
      return new Output(Path.of(name), null, null);
    }
    String digest = Sha256.of(name.getBytes(StandardCharsets.UTF_8));
    Path file = work.resolve(digest.substring(0, 12)).resolve(bucket.fileName());
    return new Output(
        file, bucket, bucket.provider().store(bucket.bucket(), settings.environment()));
  }

  /** The file that is written on this machine. */
  Path file() {
    return file;
  }

  /** Where everything is now, for people; known once published. */
  List<String> names() {
    return names;
  }

  /**
   * Makes sure that nothing of somebody else's would be replaced.
   *
   * @throws Trouble when an object of that name is in the bucket
   */
  void refuseExisting(ImportFile begun) throws StoreException {
    if (bucket == null) {
      return; // a file is looked for before it is begun
    }
    Bucket target = target(begun.parts().get(0));
    if (entry(target.key()) != null) {
      throw new Trouble(
          target + " exists already",
          "it is not known here which run made it",
          "Name another output, or replace it with --restart, with Maven -Dlsml.restart");
    }
  }

  /** Brings what is finished to where it belongs; doing it again does nothing. */
  void publish(ImportFile finished) throws IOException {
    List<Path> files = new ArrayList<>(finished.parts());
    if (Files.exists(finished.rejects())) {
      files.add(finished.rejects());
    }
    for (Path each : files) {
      names.add(bucket == null ? each.toString() : upload(each).toString());
    }
  }

  private Bucket target(Path source) {
    Bucket base = Objects.requireNonNull(bucket);
    int folder = base.key().value().lastIndexOf('/') + 1;
    return new Bucket(
        base.bucket(),
        new ObjectKey(base.key().value().substring(0, folder) + source.getFileName()));
  }

  private Bucket upload(Path source) throws IOException {
    Bucket target = target(source);
    String lost = "";
    for (int round = 0; round < ROUNDS; round++) {
      ObjectEntry there = entry(target.key());
      if (there != null && there.size() == Files.size(source) && isSame(target.key(), source)) {
        return target;
      }
      // What is there is an earlier run's, which the journal has let this one replace.
      Condition condition =
          there == null ? Condition.absent() : Condition.matches(there.revision());
      WriteResult result = store().upload(target.key(), source, condition);
      if (result instanceof WriteResult.Written) {
        return target;
      }
      lost = result.toString();
    }
    throw new Trouble(
        "The output could not be uploaded to " + target,
        "another writer was faster, or answers were lost (" + lost + ")",
        "Run the same again: only the upload is left to do");
  }

  private @Nullable ObjectEntry entry(ObjectKey key) throws StoreException {
    List<ObjectEntry> first = store().list(key.value(), null, 1);
    return first.isEmpty() || !first.get(0).key().equals(key) ? null : first.get(0);
  }

  private boolean isSame(ObjectKey key, Path source) throws IOException {
    Path copy = Files.createTempFile("lsml-compare", null);
    try {
      return store().download(key, copy) && Files.mismatch(copy, source) < 0;
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private ObjectStore store() {
    return Objects.requireNonNull(store);
  }

  @Override
  public void close() {
    if (store != null) {
      store.close();
    }
  }
}
