// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.store.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Every object key that lsml uses. All of a project lies under its full uid, so that two projects,
 * or two Label Studio servers, never meet. Immutable.
 *
 * @param project whose objects are named
 */
public record Keys(ProjectUid project) {
  /** What every key starts with, such as {@code projects/}. */
  public static final String PROJECTS = "projects/";

  /** The pointer, lease and history, such as {@code projects/12.1696257600/head.json}. */
  public ObjectKey head() {
    return key("head.json");
  }

  /** The label config as last set up, such as {@code projects/12.1696257600/config.json}. */
  public ObjectKey config() {
    return key("config.json");
  }

  /** The training asked for, such as {@code projects/12.1696257600/pending.json}. */
  public ObjectKey pending() {
    return key("pending.json");
  }

  /**
   * That a process was started to do the pending training, such as {@code
   * projects/12.1696257600/launch.json}.
   */
  public ObjectKey launch() {
    return key("launch.json");
  }

  /**
   * A text that a model keeps, such as {@code projects/12.1696257600/state/prompt.json}.
   *
   * @param name 1 to 100 characters out of {@code A-Z a-z 0-9 . _ -}, not starting with a dot
   * @throws IllegalArgumentException when the name is none
   */
  public ObjectKey state(String name) {
    if (!isStateName(name)) {
      throw new IllegalArgumentException(
          "a state key has 1 to 100 characters out of A-Z a-z 0-9 . _ - and no leading dot: '"
              + name
              + "'");
    }
    return key("state/" + name + ".json");
  }

  /** The start of all keys of all versions, such as {@code projects/12.1696257600/versions/}. */
  public String versions() {
    return PROJECTS + project + "/versions/";
  }

  /**
   * A version's manifest, such as {@code
   * projects/12.1696257600/versions/000003-7f3a/manifest.json}.
   */
  public ObjectKey manifest(VersionId version) {
    return key("versions/" + version + "/manifest.json");
  }

  /**
   * A version's file, such as {@code
   * projects/12.1696257600/versions/000003-7f3a/files/weights/layer1.bin}.
   *
   * @param path as in the manifest, such as {@code weights/layer1.bin}
   */
  public ObjectKey file(VersionId version, String path) {
    return key("versions/" + version + "/files/" + path);
  }

  /** The version that a key of this project belongs to; {@code null} when to none. */
  public @Nullable VersionId versionOf(ObjectKey key) {
    String prefix = versions();
    int end = key.value().indexOf('/', prefix.length());
    if (!key.value().startsWith(prefix) || end < 0) {
      return null;
    }
    try {
      return VersionId.parse(key.value().substring(prefix.length(), end));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The project that a key belongs to; {@code null} when to none. */
  public static @Nullable ProjectUid projectOf(ObjectKey key) {
    int end = key.value().indexOf('/', PROJECTS.length());
    if (!key.value().startsWith(PROJECTS) || end < 0) {
      return null;
    }
    try {
      return new ProjectUid(key.value().substring(PROJECTS.length(), end));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** A key after all keys of this project and before those of the next, to list on from. */
  ObjectKey end() {
    return key("~");
  }

  private static boolean isStateName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letterOrDigit =
          (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!letterOrDigit && c != '_' && c != '-' && (c != '.' || i == 0)) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= 100;
  }

  private ObjectKey key(String rest) {
    return new ObjectKey(PROJECTS + project + "/" + rest);
  }
}
