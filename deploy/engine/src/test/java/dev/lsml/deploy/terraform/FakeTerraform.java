// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A program that is run in Terraform's place. Notes its arguments and variables, and prints what
 * the script folder holds for the n-th call of a command: {@code plan.2.out}, {@code plan.2.err}
 * and {@code plan.2.exit}.
 */
public final class FakeTerraform {
  private static final String FOLDER = "LSML_FAKE_TERRAFORM";

  private final Path folder;

  /** Makes one with an empty script. */
  FakeTerraform(Path folder) {
    this.folder = folder;
  }

  /** What starts it. */
  List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-Dfile.encoding=UTF-8",
        "-Dstdout.encoding=UTF-8",
        "-Dstderr.encoding=UTF-8",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        FakeTerraform.class.getName());
  }

  /** The variable it needs. */
  String variable() {
    return FOLDER;
  }

  /** Writes what the n-th call of a command does. */
  FakeTerraform on(String call, int exit, String out, String err) throws IOException {
    Files.writeString(folder.resolve(call + ".exit"), Integer.toString(exit));
    Files.writeString(folder.resolve(call + ".out"), out);
    Files.writeString(folder.resolve(call + ".err"), err);
    return this;
  }

  /** The calls so far: arguments without the first, which names the folder. */
  List<String> calls() throws IOException {
    List<String> calls = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("calls"))) {
      calls.add(line);
    }
    return calls;
  }

  /** The environment of the n-th call of a command. */
  String environment(String call) throws IOException {
    return Files.readString(folder.resolve(call + ".env"));
  }

  /** Plays one call. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(System.getenv(FOLDER));
    String verb = arguments[1];
    int number = 1;
    while (Files.exists(folder.resolve(verb + "." + number + ".env"))) {
      number++;
    }
    String call = verb + "." + number;
    StringBuilder environment = new StringBuilder();
    new TreeMap<>(System.getenv()).forEach((k, v) -> environment.append(k + "=" + v + "\n"));
    Files.writeString(folder.resolve(call + ".env"), environment);
    List<String> rest = List.of(arguments).subList(1, arguments.length);
    Files.writeString(
        folder.resolve("calls"),
        String.join(" ", rest) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    if (verb.equals("init")) {
      String work = arguments[0].substring("-chdir=".length());
      Path lock = Path.of(work).resolve(".terraform.lock.hcl");
      Files.writeString(lock, Files.exists(lock) ? "kept" : "new");
    }
    System.out.print(read(folder.resolve(call + ".out")));
    System.err.print(read(folder.resolve(call + ".err")));
    System.out.flush();
    String exit = read(folder.resolve(call + ".exit"));
    System.exit(exit.isEmpty() ? 0 : Integer.parseInt(exit));
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
