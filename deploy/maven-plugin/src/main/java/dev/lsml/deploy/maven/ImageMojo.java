// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** Makes the backend's image and deploys nothing: {@code mvn package lsml:image}. */
@Mojo(
    name = "image",
    defaultPhase = LifecyclePhase.PACKAGE,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
public final class ImageMojo extends CloudMojo {
  /** Where to push it, without a tag; written to {@code target/lsml/image.tar} when not set. */
  @Parameter(property = "lsml.image.to")
  private @Nullable String to;

  /** For Maven. */
  @Inject
  public ImageMojo(SettingsDecrypter decrypter) {
    super(decrypter);
  }

  @Override
  void run() throws MojoFailureException {
    if (to != null && !to.isBlank()) {
      getLog().info("Image: " + image().push(to.strip()));
      return;
    }
    Path file = buildFolder().resolve("lsml").resolve("image.tar");
    getLog().info("Image: " + image().write(file) + " in " + file);
  }
}
