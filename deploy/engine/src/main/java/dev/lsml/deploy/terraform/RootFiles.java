// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import dev.lsml.core.json.Json;
import dev.lsml.deploy.DeployException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Lays out a root's files, which travel in this jar. The lock file is kept elsewhere, since the
 * files may be deleted at any time. Functions only.
 */
final class RootFiles {
  private static final String LOCK = ".terraform.lock.hcl";

  private RootFiles() {}

  /** Writes the files anew; what else lies there from an earlier version goes. */
  static void layOut(TerraformRoot root) {
    try {
      Files.createDirectories(root.work());
      Files.createDirectories(root.data());
      Files.createDirectories(TerraformEnvironment.cache(root));
      try (DirectoryStream<Path> old = Files.newDirectoryStream(root.work(), "*.tf")) {
        for (Path file : old) {
          Files.delete(file);
        }
      }
      for (String file : root.files()) {
        String name = root.name() + "/" + file;
        try (InputStream source = RootFiles.class.getResourceAsStream(name)) {
          if (source == null) {
            throw new IllegalStateException("the engine's jar lacks " + name);
          }
          Files.copy(source, root.work().resolve(file));
        }
      }
      if (Files.exists(root.lockFile())) {
        copy(root.lockFile(), root.work().resolve(LOCK));
      }
    } catch (IOException e) {
      throw failed(root, e);
    }
  }

  /** Keeps which provider builds were chosen. */
  static void keepLock(TerraformRoot root) {
    try {
      Path lock = root.work().resolve(LOCK);
      if (Files.exists(lock)) {
        copy(lock, root.lockFile());
      }
    } catch (IOException e) {
      throw failed(root, e);
    }
  }

  /** Writes the variables that are not secret. */
  static void write(TerraformRoot root, TerraformVariables variables) {
    try {
      Files.write(root.work().resolve(TerraformRoot.VARIABLES), Json.bytes(variables.plain()));
    } catch (IOException e) {
      throw failed(root, e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static DeployException failed(TerraformRoot root, IOException e) {
    return new DeployException(
        "The files for Terraform cannot be written",
        e.toString(),
        "See that there is room, and that " + root.work() + " and " + root.keep() + " are writable",
        e);
  }
}
