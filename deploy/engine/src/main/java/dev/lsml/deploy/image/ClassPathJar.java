// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the class path. Immutable.
 *
 * @param file a jar; a folder is refused, since no archive of classes can be made of one
 * @param application whether it is likely to change with every build, which gives it a layer apart
 *     from those that stay
 * @param coordinates {@code null} when it has none; it is then listed by its file name
 */
public record ClassPathJar(Path file, boolean application, @Nullable Coordinates coordinates) {}
