// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import dev.lsml.core.json.JsonException;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Brings versions onto this machine, each whole or not at all: the manifest must have the digest
 * that the head names and every file the size and digest that the manifest names, and only then
 * does the version's folder get its name. A folder of an earlier process is used again when it
 * still passes the same checks.
 *
 * <p>Thread-safe, and safe among processes that share the folder.
 */
public final class VersionFiles {
  private static final int PART_NAMES = 1000;

  private final ObjectReader reader;
  private final HeadReader heads;
  private final Path cache;

  /**
   * Makes one.
   *
   * @param cache the folder below which versions are kept; created when needed
   */
  public VersionFiles(ObjectReader reader, Path cache) {
    this.reader = reader;
    this.heads = new HeadReader(reader);
    this.cache = cache;
  }

  /**
   * Brings the version in force.
   *
   * @return {@code null} when the project has none
   * @throws StoreException when it cannot be read, or does not pass the checks
   */
  public @Nullable LoadedVersion loadCurrent(ProjectUid project) throws StoreException {
    VersionEntry current = heads.read(project).current();
    if (current == null) {
      return null;
    }
    try {
      return load(project, current);
    } catch (StoreException e) {
      // Between reading the head and its files, newer versions may have pushed this one out.
      VersionEntry now = heads.read(project).current();
      if (now == null || now.equals(current)) {
        throw e;
      }
      return load(project, now);
    }
  }

  /**
   * Brings a version.
   *
   * @throws StoreException when it cannot be read, does not pass the checks or the folder cannot be
   *     written
   */
  public LoadedVersion load(ProjectUid project, VersionEntry entry) throws StoreException {
    Keys keys = new Keys(project);
    Manifest manifest = manifest(keys, entry);
    Path folder = folder(project, entry.id());
    try {
      if (!Files.isDirectory(folder) || problem(folder, manifest) != null) {
        bring(keys, manifest, folder);
      }
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(
          "keep version " + entry.id() + " in " + folder,
          e + "; is the folder writable and is there space?",
          false,
          e);
    }
    return new LoadedVersion(entry, manifest, folder);
  }

  /**
   * Frees the disk that a version takes here; the store keeps it. To be called once no model uses
   * its files any more.
   *
   * @throws IOException when a file cannot be deleted
   */
  public void discard(ProjectUid project, VersionId version) throws IOException {
    Folders.delete(folder(project, version));
  }

  private Path folder(ProjectUid project, VersionId version) {
    return cache.resolve(project.value()).resolve(version.toString());
  }

  private Manifest manifest(Keys keys, VersionEntry entry) throws StoreException {
    ObjectKey key = keys.manifest(entry.id());
    StoredObject object = reader.get(key);
    if (object == null) {
      throw missing(key);
    }
    if (!Sha256.of(object.bytes()).equals(entry.manifestSha256())) {
      throw damaged(key, "its digest is not the one that the project's head names");
    }
    try {
      return Manifest.parse(object.bytes());
    } catch (JsonException e) {
      throw Documents.damaged(key, e);
    }
  }

  private void bring(Keys keys, Manifest manifest, Path folder) throws IOException {
    Path part = newPart(folder);
    try {
      for (ManifestFile file : manifest.files()) {
        Path target = part.resolve(file.path());
        Files.createDirectories(parent(target));
        ObjectKey key = keys.file(manifest.id(), file.path());
        if (!reader.download(key, target)) {
          throw missing(key);
        }
      }
      String problem = problem(part, manifest);
      if (problem != null) {
        throw damaged(keys.manifest(manifest.id()), problem);
      }
      Folders.delete(folder);
      moveUnlessThere(part, folder, manifest);
    } finally {
      Folders.delete(part);
    }
  }

  private static void moveUnlessThere(Path part, Path folder, Manifest manifest)
      throws IOException {
    try {
      Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Someone else brought the same version meanwhile; then theirs is as good.
      if (!Files.isDirectory(folder) || problem(folder, manifest) != null) {
        throw e;
      }
    }
  }

  /** Creating a folder is exclusive, so a free number is ours alone, also among processes. */
  private static Path newPart(Path folder) throws IOException {
    Files.createDirectories(parent(folder));
    for (int i = 0; i < PART_NAMES; i++) {
      try {
        return Files.createDirectory(folder.resolveSibling(folder.getFileName() + ".part" + i));
      } catch (FileAlreadyExistsException e) {
        // left behind by a crash, or in use
      }
    }
    throw new IOException("too many '.part' folders beside it; delete them");
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  /** What keeps a folder from being the version; {@code null} when nothing. */
  private static @Nullable String problem(Path folder, Manifest manifest) throws IOException {
    for (ManifestFile file : manifest.files()) {
      Path path = folder.resolve(file.path());
      if (!Files.isRegularFile(path) || Files.size(path) != file.size()) {
        return "file " + file.path() + " does not have its " + file.size() + " bytes";
      }
      if (!Sha256.of(path).equals(file.sha256())) {
        return "file " + file.path() + " does not have its digest";
      }
    }
    return null;
  }

  private static StoreException missing(ObjectKey key) {
    return new StoreException(
        "read " + key, "it is not there; restore it, or go back to another version", true, null);
  }

  private static StoreException damaged(ObjectKey key, String problem) {
    return new StoreException(
        "use " + key, problem + "; restore it, or go back to another version", false, null);
  }
}
