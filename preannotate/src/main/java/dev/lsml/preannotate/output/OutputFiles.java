// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The names of everything that belongs to an output. Immutable.
 *
 * @param output such as {@code tasks.json}
 * @param parts whether it comes in parts, such as {@code tasks-001.json}
 */
record OutputFiles(Path output, boolean parts) {
  /** Where the journal is: {@code tasks.json.journal}. */
  Path journal() {
    return beside(".journal");
  }

  /** Where the rejects are listed: {@code tasks.json.rejects.jsonl}. */
  Path rejects() {
    return beside(".rejects.jsonl");
  }

  /** A part under its own name. */
  Path part(int number) {
    if (!parts) {
      return output;
    }
    String name = String.valueOf(output.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot <= 0 ? name : name.substring(0, dot);
    return output.resolveSibling(
        String.format("%s-%03d%s", stem, number, dot <= 0 ? "" : name.substring(dot)));
  }

  /** The same while it is not whole: {@code tasks.json.partial}. */
  Path partial(int number) {
    Path part = part(number);
    return part.resolveSibling(part.getFileName() + ".partial");
  }

  private Path beside(String ending) {
    return output.resolveSibling(output.getFileName() + ending);
  }

  /** Gives a part its name, in one step. */
  void complete(int number) throws IOException {
    Files.move(
        partial(number),
        part(number),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes partial parts from a number on; an output in one file has but the first. */
  void deletePartials(int from) throws IOException {
    if (!parts) {
      if (from == 1) {
        Files.deleteIfExists(partial(1));
      }
      return;
    }
    int number = from;
    while (Files.deleteIfExists(partial(number))) {
      number++;
    }
  }

  /** Has the names written to the disk too, where the platform knows how. */
  void forceNames() {
    Path folder = output.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot open a folder; there, names are as safe as they get.
    }
  }
}
