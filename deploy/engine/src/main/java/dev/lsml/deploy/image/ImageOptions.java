// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an image is made, where there is a choice. Immutable.
 *
 * @param jdk the JDK whose modules the image's runtime is linked from, {@code null} to look for one
 * @param base the base image's reference, with a digest if two builds are to be the same; {@code
 *     tar://file} and {@code scratch} are understood too; {@code null} for the usual one
 * @param modules modules of the JDK that the runtime gets beside those that are found to be needed,
 *     such as those that are only reached by reflection
 * @param archive whether the classes of a first answer are archived; without it a cold start takes
 *     more than twice as long
 * @param trainingEnvironment variables that the backend is given when it runs once to make the
 *     archive; no secrets belong there
 * @param labels of the image, beside those that every image gets
 * @param cache a folder for what several builds share; may be deleted at any time
 */
public record ImageOptions(
    @Nullable Path jdk,
    @Nullable String base,
    Set<String> modules,
    boolean archive,
    Map<String, String> trainingEnvironment,
    Map<String, String> labels,
    Path cache) {

  /** Copies the collections. */
  public ImageOptions {
    modules = Set.copyOf(modules);
    trainingEnvironment = Map.copyOf(trainingEnvironment);
    labels = Map.copyOf(labels);
    cache = cache.toAbsolutePath().normalize();
  }

  /** The usual choices. */
  public static ImageOptions usual() {
    return new ImageOptions(null, null, Set.of(), true, Map.of(), Map.of(), usualCache());
  }

  /** The folder that builds share unless told otherwise: {@code ~/.cache/lsml}. */
  public static Path usualCache() {
    return Path.of(System.getProperty("user.home"), ".cache", "lsml");
  }
}
