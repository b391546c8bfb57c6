// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The layers of an image, those that change least first. Not thread-safe. */
final class ImageLayers {
  private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
  private static final FilePermissions FOLDER = FilePermissions.fromOctalString("755");
  private static final FilePermissions FILE = FilePermissions.fromOctalString("644");

  private final List<FileEntriesLayer> layers = new ArrayList<>();

  /** Adds a folder with all in it; programs stay programs. Links are followed. */
  void addTree(String name, Path folder, String target) throws IOException {
    layers.add(
        FileEntriesLayer.builder()
            .setName(name)
            .addEntryRecursive(
                folder, AbsoluteUnixPath.get(target), (source, at) -> permissions(source))
            .build());
  }

  /**
   * Adds files of the application.
   *
   * @param paths relative to the folder and to the working folder alike; none makes no layer
   */
  void addFiles(String name, Path folder, List<String> paths) {
    if (paths.isEmpty()) {
      return;
    }
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    for (String path : paths) {
      layer.addEntry(folder.resolve(path), AbsoluteUnixPath.get(AppLayout.APP + "/" + path), FILE);
    }
    layers.add(layer.build());
  }

  List<FileEntriesLayer> all() {
    return List.copyOf(layers);
  }

  List<LayerSize> sizes() throws IOException {
    List<LayerSize> sizes = new ArrayList<>();
    for (FileEntriesLayer layer : layers) {
      long bytes = 0;
      for (FileEntry entry : layer.getEntries()) {
        if (Files.isRegularFile(entry.getSourceFile())) {
          bytes += Files.size(entry.getSourceFile());
        }
      }
      sizes.add(new LayerSize(layer.getName(), bytes));
    }
    return List.copyOf(sizes);
  }

  private static FilePermissions permissions(Path source) {
    if (Files.isDirectory(source)) {
      return FOLDER;
    }
    return Files.isExecutable(source) ? PROGRAM : FILE;
  }
}
