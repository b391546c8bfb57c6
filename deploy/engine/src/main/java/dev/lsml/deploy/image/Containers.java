// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.event.events.ProgressEvent;
import com.google.cloud.tools.jib.event.progress.ProgressEventHandler;
import dev.lsml.deploy.DeployException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Has Jib write images, and says in our words what went wrong. */
final class Containers {
  private static final String TOOL = "lsml";
  private static final int SECONDS_TO_END = 30;

  private final String base;
  private final Path work;
  private final Consumer<String> progress;

  /**
   * Makes one.
   *
   * @param base the base image's reference
   * @param work for Jib's layers: a cache of its own per build, since Jib knows a file again by its
   *     path and time, and our jars all have the same time
   */
  Containers(String base, Path work, Consumer<String> progress) {
    this.base = base;
    this.work = work;
    this.progress = progress;
  }

  String push(JibContainerBuilder container, RegistryImage registry, ImageReference target)
      throws InterruptedException {
    return run(
        container,
        Containerizer.to(registry).setAllowInsecureRegistries(isHere(target.getRegistry())),
        "pushed to " + target.getRegistry(),
        target.getRegistry());
  }

  String write(JibContainerBuilder container, TarImage file) throws InterruptedException {
    return run(
        container,
        Containerizer.to(file).setAllowInsecureRegistries(isHere(host(base))),
        "written",
        null);
  }

  private String run(
      JibContainerBuilder container, Containerizer to, String done, @Nullable String target)
      throws InterruptedException {
    to.setToolName(TOOL);
    to.setApplicationLayersCache(work);
    // Of our own, to be sure that after a failure too nothing goes on writing.
    ExecutorService threads = Executors.newCachedThreadPool();
    to.setExecutorService(threads);
    ProgressLine line = new ProgressLine(done, progress);
    to.addEventHandler(
        ProgressEvent.class, new ProgressEventHandler(update -> line.at(update.getProgress())));
    try {
      return container.containerize(to).getDigest().toString();
    } catch (ExecutionException e) {
      throw explained(e.getCause() == null ? e : e.getCause(), target);
    } catch (RegistryException | CacheDirectoryCreationException | IOException e) {
      throw explained(e, target);
    } finally {
      threads.shutdownNow();
      if (!threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
        progress.accept("Image: a transfer is still ending");
      }
    }
  }

  private DeployException explained(Throwable e, @Nullable String target) {
    if (e instanceof RegistryUnauthorizedException refusal) {
      String refused = refusal.getImageReference();
      return failed(
          "the registry does not let us at " + refused + " (" + reason(e) + ")",
          target != null && refused.startsWith(target)
              ? "Check that the repository exists and that the credentials may write to it"
              : "The base image is not public; name another in -Dlsml.image.base=",
          e);
    }
    if (e instanceof InsecureRegistryException) {
      return failed(
          reason(e), "Only a registry on this machine is talked to without TLS; use another", e);
    }
    if (e instanceof RegistryException) {
      return failed(reason(e), "Check the names of the repository and of the base image", e);
    }
    return failed(
        reason(e),
        "Check that this machine reaches the registries of the image and of its base "
            + base
            + ", and that its disk has room",
        e);
  }

  private static DeployException failed(String reason, String remedy, Throwable cause) {
    return new DeployException("The image cannot be written", reason, remedy, cause);
  }

  private static String reason(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message.strip();
  }

  private static @Nullable String host(String reference) {
    int slash = reference.indexOf('/');
    return slash < 0 ? null : reference.substring(0, slash);
  }

  /** Tells whether a registry is on this machine, where nobody listens in. */
  static boolean isHere(@Nullable String registry) {
    if (registry == null) {
      return false;
    }
    int colon = registry.lastIndexOf(':');
    String host = colon < 0 ? registry : registry.substring(0, colon);
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }
}
