// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeededModulesTest {
  private static final Path HOME = Path.of(System.getProperty("java.home"));

  @TempDir private Path folder;

  @Test
  void whatTheInvokersUnusedPartsNeedIsNotInTheRuntime() throws Exception {
    Set<String> modules = modules("java-function-invoker");

    assertThat(modules).contains("java.base", "java.sql").doesNotContain("java.desktop");
  }

  @Test
  void whatAnyOtherLibraryNeedsIsInTheRuntime() throws Exception {
    assertThat(modules("drawing")).contains("java.base", "java.sql", "java.desktop");
  }

  /** Of a backend that needs a database and refers to a library that needs a desktop. */
  private Set<String> modules(String library) throws Exception {
    Path drawing =
        jar(library, "Drawing", "public class Drawing { public java.awt.Toolkit tools; }", null);
    Path backend =
        jar("backend", "Backend", "class Backend { Drawing d; java.sql.Date date; }", drawing);
    StagedApp app =
        StagedApp.stage(
            List.of(new ClassPathJar(backend, true, null), new ClassPathJar(drawing, false, null)),
            folder.resolve("app"));
    return NeededModules.of(app, Jdks.choose(HOME, HOME), Set.of());
  }

  private Path jar(String name, String type, String source, Path classPath) throws IOException {
    Path file = Files.writeString(folder.resolve(type + ".java"), source);
    Path classes = folder.resolve(name);
    run("javac", "-cp", String.valueOf(classPath), "-d", classes.toString(), file.toString());
    Path jar = folder.resolve(name + "-1.0.jar");
    run("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
    return jar;
  }

  private static void run(String tool, String... arguments) {
    int code = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
    assertThat(code).as(tool).isZero();
  }
}
