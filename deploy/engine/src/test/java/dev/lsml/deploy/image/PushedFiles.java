// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An image as a registry has it. */
final class PushedFiles {
  private final FakeRegistry registry;
  private final JsonView manifest;

  PushedFiles(FakeRegistry registry, String reference) {
    this.registry = registry;
    this.manifest = JsonView.of(Json.read(registry.manifests.get(reference)));
  }

  /** What a container runtime is told. */
  JsonView image() {
    return JsonView.of(Json.read(blob(manifest.get("config"))));
  }

  /** The names of the files in each layer. */
  List<List<String>> layers() throws IOException {
    List<List<String>> layers = new ArrayList<>();
    for (JsonView layer : manifest.get("layers").items()) {
      layers.add(List.copyOf(entries(layer).keySet()));
    }
    return layers;
  }

  /** All files by name. */
  Map<String, TarArchiveEntry> files() throws IOException {
    Map<String, TarArchiveEntry> files = new LinkedHashMap<>();
    for (JsonView layer : manifest.get("layers").items()) {
      files.putAll(entries(layer));
    }
    return files;
  }

  /** What a file holds. */
  byte[] content(String name) throws IOException {
    for (JsonView layer : manifest.get("layers").items()) {
      try (TarArchiveInputStream tar = tar(layer)) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          if (entry.getName().equals(name)) {
            return tar.readAllBytes();
          }
        }
      }
    }
    throw new IOException("no " + name + " in " + layers());
  }

  private Map<String, TarArchiveEntry> entries(JsonView layer) throws IOException {
    Map<String, TarArchiveEntry> entries = new LinkedHashMap<>();
    try (TarArchiveInputStream tar = tar(layer)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (!entry.isDirectory()) {
          entries.put(entry.getName(), entry);
        }
      }
    }
    return entries;
  }

  private TarArchiveInputStream tar(JsonView layer) throws IOException {
    return new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(blob(layer))));
  }

  private byte[] blob(JsonView described) {
    return registry.blobs.get(described.get("digest").string());
  }
}
