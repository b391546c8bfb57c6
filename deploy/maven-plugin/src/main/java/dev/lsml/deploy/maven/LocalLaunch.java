// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the local server is started: the whole of it as data. Immutable.
 *
 * @param command program and arguments
 * @param environment all variables
 * @param folder where it runs
 */
record LocalLaunch(List<String> command, Map<String, String> environment, Path folder) {
  private static final String MAIN = "dev.lsml.gcp.local.LocalServer";

  /**
   * Its jar holds other libraries under their own names, older than those that projects ask for.
   */
  static final String INVOKER = "java-function-invoker";

  /**
   * Plans the start of a backend.
   *
   * @param javaHome the JDK to run it with
   * @param classPath the project's jar and what it needs at run time
   * @param name the project's name, which its store is called by
   * @param root where the build was started
   * @param host the only address to listen on, {@code null} for all
   * @param port {@code null} for the environment's, or the usual one
   * @param outer the environment of the build, whose settings go before ours
   */
  static LocalLaunch plan(
      Path javaHome,
      List<Path> classPath,
      String name,
      Path root,
      @Nullable String host,
      @Nullable Integer port,
      Map<String, String> outer) {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.add("-cp");
    command.add(joined(classPath));
    command.add(MAIN);
    command.add("--until-end-of-input");
    if (host != null) {
      command.add("--host");
      command.add(host);
    }
    Map<String, String> environment = new HashMap<>(outer);
    if (port != null) {
      environment.put("PORT", port.toString());
    }
    withStore(environment, store(root, name));
    return new LocalLaunch(List.copyOf(command), Map.copyOf(environment), root);
  }

  /** Where a backend of that name keeps its files unless it is told otherwise. */
  static Path store(Path root, String name) {
    return root.resolve(".lsml").resolve(name);
  }

  /** Adds the usual store where an environment names none. */
  static void withStore(Map<String, String> environment, Path usual) {
    if (isBlank(environment.get("LSML_STORE")) && isBlank(environment.get("MODEL_DIR"))) {
      environment.put("MODEL_DIR", usual.toString());
    }
  }

  private static String joined(List<Path> classPath) {
    List<String> first = new ArrayList<>();
    List<String> last = new ArrayList<>();
    for (Path entry : classPath) {
      boolean isInvoker = String.valueOf(entry.getFileName()).startsWith(INVOKER);
      (isInvoker ? last : first).add(entry.toString());
    }
    first.addAll(last);
    return String.join(File.pathSeparator, first);
  }

  private static boolean isBlank(@Nullable String value) {
    return value == null || value.isBlank();
  }

  /** Leaves out the environment, which may hold keys. */
  @Override
  public String toString() {
    return String.join(" ", command) + " in " + folder;
  }
}
