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
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Makes the backend's image and deploys nothing: {@code mvn package lsml:image}. With {@code -Paws}
 * it makes what Lambda would be given, which may be a zip.
 */
@Mojo(
    name = "image",
    defaultPhase = LifecyclePhase.PACKAGE,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
public final class ImageMojo extends CloudMojo {
  /**
   * Where to push the image, without a tag; written to {@code target/lsml/image.tar} when not set.
   */
  @Parameter(property = "lsml.image.to")
  private @Nullable String to;

  /** For Maven. */
  @Inject
  public ImageMojo(SettingsDecrypter decrypter, RepositorySystem maven) {
    super(decrypter, maven);
  }

  @Override
  void run() throws MojoFailureException {
    boolean isForLambda = namedCloud() == CloudChoice.AWS;
    String target = to == null ? "" : to.strip();
    if (isForLambda && target.isEmpty()) {
      getLog().info("Package: " + lambdaPackage().write());
      return;
    }
    BackendImage image = isForLambda ? lambdaPackage().image() : image();
    if (!target.isEmpty()) {
      getLog().info("Image: " + image.push(target));
      return;
    }
    Path file = buildFolder().resolve("lsml").resolve("image.tar");
    getLog().info("Image: " + image.write(file) + " in " + file);
  }
}
