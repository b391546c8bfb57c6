// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import java.nio.file.Path;
import java.util.List;

/**
 * What goes into an image. Immutable.
 *
 * @param project what the image is of: its title, its version and the root of its bill of materials
 * @param classPath in the order of the class path
 * @param program what it starts
 * @param work a folder for what is made on the way, emptied at each build
 * @param options how it is made
 */
public record ImageSpec(
    Coordinates project,
    List<ClassPathJar> classPath,
    Program program,
    Path work,
    ImageOptions options) {

  /** Copies the list. */
  public ImageSpec {
    classPath = List.copyOf(classPath);
    work = work.toAbsolutePath().normalize();
  }
}
