// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All about one version, written once after its files and never changed. Immutable as long as
 * nobody changes the maps behind it.
 *
 * @param id the version
 * @param files its files
 * @param trainOutput what {@code fit} returned; JSON values
 * @param metrics what {@code fit} reported of the version; JSON values
 * @param provenance where it comes from: data, model, machine and times; JSON values, for people
 */
public record Manifest(
    VersionId id,
    List<ManifestFile> files,
    Map<String, @Nullable Object> trainOutput,
    Map<String, @Nullable Object> metrics,
    Map<String, @Nullable Object> provenance) {

  /** Copies the list. */
  public Manifest {
    files = List.copyOf(files);
  }

  /** The manifest as stored. */
  public byte[] bytes() {
    List<Object> list = new ArrayList<>(files.size());
    for (ManifestFile file : files) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("path", file.path());
      item.put("size", file.size());
      item.put("sha256", file.sha256());
      list.add(item);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", id.toString());
    json.put("files", list);
    json.put("trainOutput", trainOutput);
    json.put("metrics", metrics);
    json.put("provenance", provenance);
    return Json.bytes(json);
  }

  /**
   * Reads what {@link #bytes} writes.
   *
   * @throws JsonException when it is anything else, or a path could leave the version's folder
   */
  public static Manifest parse(byte[] bytes) {
    JsonView view = JsonView.of(Json.read(bytes));
    List<ManifestFile> files = new ArrayList<>();
    for (JsonView item : view.get("files").items()) {
      try {
        files.add(
            new ManifestFile(
                item.get("path").string(), item.get("size").whole(), item.get("sha256").string()));
      } catch (IllegalArgumentException e) {
        throw new JsonException(item.path() + ": " + e.getMessage());
      }
    }
    return new Manifest(
        HeadCodec.version(view.get("version")),
        files,
        view.get("trainOutput").object(),
        view.get("metrics").object(),
        view.get("provenance").object());
  }
}
