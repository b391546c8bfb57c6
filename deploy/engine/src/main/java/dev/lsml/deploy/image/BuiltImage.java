// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import dev.lsml.deploy.DeployException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image whose files are ready, to be written to a registry or a file. The files are read when it
 * is written, and must not change meanwhile. Not thread-safe.
 */
public final class BuiltImage {
  private final JibContainerBuilder container;
  private final Containers containers;
  private final List<LayerSize> layers;

  BuiltImage(JibContainerBuilder container, Containers containers, List<LayerSize> layers) {
    this.container = container;
    this.containers = containers;
    this.layers = layers;
  }

  /** What is put on the base image, the layer that changes least first. */
  public List<LayerSize> layers() {
    return layers;
  }

  /**
   * Pushes it. Only a registry on this machine is talked to without TLS.
   *
   * @param repository such as {@code us-central1-docker.pkg.dev/project/repository/name}
   * @param tag moved to this image
   * @param login {@code null} for what this machine knows: Docker's settings, credential helpers,
   *     Google's application default credentials
   * @throws DeployException when the registry cannot be reached or refuses
   */
  public PushedImage push(String repository, String tag, @Nullable RegistryLogin login)
      throws InterruptedException {
    ImageReference target;
    try {
      target = ImageReference.parse(repository + ":" + tag);
    } catch (InvalidImageReferenceException e) {
      throw new DeployException(
          "The image cannot be pushed",
          repository + ":" + tag + " is not the name of an image",
          "Use HOST/PATH in small letters, without scheme, tag or digest",
          e);
    }
    RegistryImage registry = RegistryImage.named(target);
    if (login != null) {
      registry.addCredential(login.user(), login.password());
    } else {
      CredentialRetrieverFactory known = CredentialRetrieverFactory.forImage(target, event -> {});
      registry.addCredentialRetriever(known.dockerConfig());
      registry.addCredentialRetriever(known.wellKnownCredentialHelpers());
      registry.addCredentialRetriever(known.googleApplicationDefaultCredentials());
    }
    String digest = containers.push(container, registry, target);
    return new PushedImage(repository + "@" + digest, digest, layers);
  }

  /**
   * Writes it to a file in the layout of the Open Container Initiative, as a tar.
   *
   * @param name of the image in the file, such as {@code name:tag}
   * @throws DeployException when the base image cannot be had or the file cannot be written
   */
  public PushedImage write(Path file, String name) throws InterruptedException {
    try {
      String digest = containers.write(container, TarImage.at(file).named(name));
      return new PushedImage(file.toString(), digest, layers);
    } catch (InvalidImageReferenceException e) {
      throw new DeployException(
          "The image cannot be written",
          name + " is not the name of an image",
          "Use small letters, and a tag after a colon",
          e);
    }
  }
}
