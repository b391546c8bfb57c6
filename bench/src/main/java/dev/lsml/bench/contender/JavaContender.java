// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.contender;

import dev.lsml.bench.process.Folders;
import dev.lsml.bench.process.Jdk;
import dev.lsml.bench.process.Launch;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A server, or another program, that is a Java main.
 *
 * <p>The text {@code {port}} in an argument or an environment value stands for the port.
 *
 * @param name as in {@link Contender#name}
 * @param jdk what runs it
 * @param flags JVM options
 * @param classPath jars and folders, in order
 * @param main the main class
 * @param arguments what follows the main class
 * @param environment variables to set
 * @param scratch folders that are emptied before each start
 */
public record JavaContender(
    String name,
    Jdk jdk,
    List<String> flags,
    List<Path> classPath,
    String main,
    List<String> arguments,
    Map<String, String> environment,
    List<Path> scratch)
    implements Contender {

  /** Copies the collections. */
  public JavaContender {
    flags = List.copyOf(flags);
    classPath = List.copyOf(classPath);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    scratch = List.copyOf(scratch);
  }

  /** The same server under another name and with further JVM options. */
  public JavaContender with(String newName, List<String> moreFlags) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(moreFlags);
    return new JavaContender(newName, jdk, all, classPath, main, arguments, environment, scratch);
  }

  /** The same server under another name and on another JDK. */
  public JavaContender on(String newName, Jdk newJdk) {
    return new JavaContender(
        newName, newJdk, flags, classPath, main, arguments, environment, scratch);
  }

  /** The same server with further environment variables. */
  public JavaContender withEnvironment(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new JavaContender(name, jdk, flags, classPath, main, arguments, all, scratch);
  }

  /** The same program with other arguments. */
  public JavaContender withArguments(List<String> others) {
    return new JavaContender(name, jdk, flags, classPath, main, others, environment, scratch);
  }

  /** The same server with a folder that is emptied before each start. */
  public JavaContender withScratch(Path folder) {
    List<Path> all = new ArrayList<>(scratch);
    all.add(folder);
    return new JavaContender(name, jdk, flags, classPath, main, arguments, environment, all);
  }

  /** The same server, whose folder for temporary files is empty at each start. */
  public JavaContender withTemporaryFolder(Path folder) {
    return with(name, List.of("-Djava.io.tmpdir=" + folder)).withScratch(folder);
  }

  @Override
  public void beforeStart() throws IOException {
    for (Path folder : scratch) {
      Folders.delete(folder);
      Files.createDirectories(folder);
    }
  }

  @Override
  public Launch launch(int port) {
    List<String> command = new ArrayList<>();
    command.add(jdk.tool("java").toString());
    command.addAll(flags);
    command.add("-cp");
    List<String> entries = new ArrayList<>();
    for (Path entry : classPath) {
      entries.add(entry.toString());
    }
    command.add(String.join(File.pathSeparator, entries));
    command.add(main);
    for (String argument : arguments) {
      command.add(argument.replace("{port}", Integer.toString(port)));
    }
    Map<String, String> variables = new HashMap<>();
    environment.forEach(
        (key, value) -> variables.put(key, value.replace("{port}", Integer.toString(port))));
    return new Launch(command, variables);
  }
}
