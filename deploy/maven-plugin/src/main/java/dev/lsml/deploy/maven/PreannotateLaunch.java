// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How pre-annotation is started: the whole of it as data. Stateless. */
final class PreannotateLaunch {
  private static final String MAIN = "dev.lsml.preannotate.Preannotate";

  private PreannotateLaunch() {}

  /**
   * Plans the start.
   *
   * @param javaHome the JDK to run it with
   * @param classPath the project's jar and what it needs at run time, and the program
   * @param options by their names on the command line; those without a value are left out
   * @param restart whether to begin anew
   * @param terminal whether a line of progress can be renewed
   * @param store where the versions are
   * @param url Label Studio's address, {@code null} for the environment's
   * @param key secret; goes into the environment, where other users do not see it
   * @param outer the environment of the build
   * @param folder that relative names are of
   */
  static LocalLaunch plan(
      Path javaHome,
      List<Path> classPath,
      Map<String, @Nullable Object> options,
      boolean restart,
      boolean terminal,
      URI store,
      @Nullable String url,
      @Nullable String key,
      Map<String, String> outer,
      Path folder) {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.add("-cp");
    List<String> names = new ArrayList<>();
    classPath.forEach(entry -> names.add(entry.toString()));
    command.add(String.join(File.pathSeparator, names));
    command.add(MAIN);
    options.forEach(
        (name, value) -> {
          if (value != null && !value.toString().isBlank()) {
            command.add(name);
            command.add(value.toString());
          }
        });
    if (restart) {
      command.add("--restart");
    }
    command.add("--progress");
    command.add(terminal ? "terminal" : "lines");
    command.add("--until-end-of-input");
    Map<String, String> environment = new HashMap<>(outer);
    environment.remove("MODEL_DIR"); // or there would be two places
    environment.put("LSML_STORE", store.toString());
    if (url != null) {
      environment.put("LABEL_STUDIO_URL", url);
    }
    if (key != null) {
      environment.put("LABEL_STUDIO_API_KEY", key);
    }
    return new LocalLaunch(List.copyOf(command), Map.copyOf(environment), folder);
  }
}
