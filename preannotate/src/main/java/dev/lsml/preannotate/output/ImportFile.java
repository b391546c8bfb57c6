// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.output;

import dev.lsml.preannotate.rows.Trouble;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Label Studio's import JSON, one array in one file or in several, with a list of rejects beside
 * it. It is written under another name and gets its own when it is whole, so whoever sees {@code
 * tasks.json} sees all of it.
 *
 * <p>Safe against a kill at any point: {@link #commit} first brings tasks and rejects to the disk
 * and then a line to the journal that says how long the files are and what input they come from.
 * Who opens the output again cuts both files back to the last such line, and reads the input on
 * from there. Not thread-safe.
 */
public final class ImportFile implements Closeable {
  private static final byte[] FIRST = "[\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEXT = ",\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] END = "\n]\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] LINE = "\n".getBytes(StandardCharsets.UTF_8);

  /** What the end of an array may add to a part. */
  private static final int ENDING = 8;

  private final OutputFiles files;
  private final long partBytes;
  private final Journal journal;
  private @Nullable AppendFile tasks;
  private @Nullable AppendFile rejects;
  private int part;
  private long partTasks;

  private ImportFile(OutputFiles files, long partBytes, Journal journal) {
    this.files = files;
    this.partBytes = partBytes;
    this.journal = journal;
  }

  /**
   * Opens an output to begin it or to go on with it.
   *
   * @param output such as {@code tasks.json}
   * @param run what makes the output what it is; another run does not go on with it
   * @param input what may change while a run is under way, but not once it is finished
   * @param partBytes the size at which a new part begins, 0 for one file
   * @param restart whether to begin anew, whatever is there
   * @throws Trouble when the output is another run's, or not ours at all
   */
  public static ImportFile open(
      Path output, Map<String, String> run, String input, long partBytes, boolean restart)
      throws IOException {
    OutputFiles files = new OutputFiles(output, partBytes > 0);
    Path folder = output.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Journal journal = Journal.open(files.journal());
    ImportFile file = new ImportFile(files, partBytes, journal);
    try {
      if (restart || !file.belongsTo(run, input)) {
        if (!restart) {
          file.refuseForeign();
        }
        Map<String, @Nullable Object> header = new LinkedHashMap<>(run);
        header.put("input.state", input);
        new OutputFiles(output, false).deletePartials(1);
        new OutputFiles(output, true).deletePartials(1);
        journal.begin(header);
        files.forceNames();
      }
      file.resume();
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      if (journal.run() == null) {
        Files.deleteIfExists(files.journal());
      }
      throw e;
    }
  }

  /** Whether the journal is of this run and its files are there. */
  private boolean belongsTo(Map<String, String> run, String input) {
    Map<String, @Nullable Object> begun = journal.run();
    if (begun == null) {
      return false;
    }
    boolean finished = journal.last().finished();
    if (finished && !isThere()) {
      return false; // its output was taken away: the same again is wanted
    }
    run.forEach((name, value) -> refuseOther(name, begun.get(name), value));
    if (finished) {
      refuseOther("input.state", begun.get("input.state"), input);
    }
    return true;
  }

  private boolean isThere() {
    for (int number = 1; number <= journal.last().part(); number++) {
      if (!Files.exists(files.part(number)) && !Files.exists(files.partial(number))) {
        return false;
      }
    }
    return true;
  }

  private void refuseOther(String name, @Nullable Object was, String is) {
    if (!Objects.equals(was, is)) {
      throw new Trouble(
          files.output()
              + (journal.last().finished()
                  ? " was made by another run"
                  : " was begun by another run"),
          "its " + name + " was " + was + " and is now " + is,
          "Name another output, or begin anew with --restart, with Maven -Dlsml.restart");
    }
  }

  private void refuseForeign() {
    Path first = files.part(1);
    if (Files.exists(first) && journal.run() == null) {
      throw new Trouble(
          first + " exists already",
          "no earlier run of this made it, or its journal is gone",
          "Name another output, or replace it with --restart, with Maven -Dlsml.restart");
    }
  }

  private void resume() throws IOException {
    Commit last = journal.last();
    part = last.part();
    partTasks = last.partTasks();
    if (last.finished()) {
      complete(); // as far as a kill has left that to do
      return;
    }
    files.deletePartials(part + 1);
    tasks = AppendFile.at(files.partial(part), last.bytes());
    rejects = AppendFile.at(files.rejects(), last.rejectBytes());
  }

  /** How far it had come when it was opened, or last committed. */
  public Progressed committed() {
    return journal.last().progress();
  }

  /** Whether there is nothing left to do. */
  public boolean isFinished() {
    return journal.last().finished();
  }

  /** Adds a task, as JSON. */
  public void task(byte[] json) throws IOException {
    AppendFile file = open(tasks);
    if (partBytes > 0
        && partTasks > 0
        && file.length() + NEXT.length + json.length + ENDING > partBytes) {
      file.write(END);
      file.force(); // before anything of the next part is vouched for
      file.close();
      part++;
      partTasks = 0;
      file = AppendFile.at(files.partial(part), 0);
      tasks = file;
    }
    file.write(partTasks++ == 0 ? FIRST : NEXT);
    file.write(json);
  }

  /** Lists a reject, as JSON. */
  public void reject(byte[] json) throws IOException {
    AppendFile file = open(rejects);
    file.write(json);
    file.write(LINE);
  }

  /** Makes this the point to go on from. */
  public void commit(Progressed progress) throws IOException {
    commit(progress, false);
  }

  private void commit(Progressed progress, boolean finished) throws IOException {
    AppendFile taskFile = open(tasks);
    AppendFile rejectFile = open(rejects);
    taskFile.force();
    rejectFile.force();
    journal.commit(
        new Commit(progress, part, taskFile.length(), partTasks, rejectFile.length(), finished));
  }

  /** Ends the array and gives the output its name. */
  public void finish(Progressed progress) throws IOException {
    AppendFile file = open(tasks);
    if (partTasks == 0) {
      file.write(FIRST);
    }
    file.write(END);
    commit(progress, true);
    file.close();
    open(rejects).close();
    complete();
  }

  private void complete() throws IOException {
    for (int number = 1; number <= part; number++) {
      if (Files.exists(files.partial(number))) {
        files.complete(number);
      }
    }
    if (journal.last().rejectBytes() == 0) {
      Files.deleteIfExists(files.rejects());
    }
    files.forceNames();
  }

  /** The finished files, in order. */
  public List<Path> parts() {
    List<Path> parts = new ArrayList<>();
    for (int number = 1; number <= part; number++) {
      parts.add(files.part(number));
    }
    return parts;
  }

  /** Where the rejects are listed, if there are any. */
  public Path rejects() {
    return files.rejects();
  }

  private static AppendFile open(@Nullable AppendFile file) {
    if (file == null) {
      throw new IllegalStateException("the output is finished");
    }
    return file;
  }

  /** Leaves what was not committed to be done again. */
  @Override
  public void close() throws IOException {
    if (tasks != null) {
      tasks.close();
    }
    if (rejects != null) {
      rejects.close();
    }
    journal.close();
  }
}
