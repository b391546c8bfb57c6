// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import dev.lsml.e2e.aws.AwsCall;
import dev.lsml.e2e.aws.AwsFilter;
import dev.lsml.e2e.aws.RegistryAddress;
import dev.lsml.e2e.lambda.LambdaWorld;
import dev.lsml.e2e.parts.AwsProvider;
import dev.lsml.e2e.parts.BaseImage;
import dev.lsml.e2e.parts.Parts;
import dev.lsml.e2e.parts.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * AWS with one empty account, on this machine, and what a deployment needs besides: Terraform's own
 * provider, a registry, and what stands for the base image from the internet. Ends, with all it
 * started, when it is closed.
 */
final class AwsRehearsal implements AutoCloseable {
  private final LambdaWorld world;
  private final Registry registry;
  private final String baseImage;
  private final Map<String, String> terraform;
  private final AtomicReference<@Nullable Pause> pause = new AtomicReference<>();

  private AwsRehearsal(Path folder) throws Exception {
    terraform = Parts.need("aws-provider", AwsProvider::find).environment(folder);
    world = LambdaWorld.start(folder);
    Registry started = null;
    try {
      started = Parts.need("registry", () -> Registry.start(folder.resolve("registry")));
      Registry known = started;
      baseImage = Parts.need("base-image", () -> BaseImage.push(world.containers(), known));
      world.door().add(new RegistryAddress(started.host()));
      world.door().add(this::held);
    } catch (Throwable e) {
      if (started != null) {
        started.close();
      }
      world.close();
      throw e;
    }
    registry = started;
  }

  /** Starts it, or ends the test where a part is missing. */
  static AwsRehearsal start(Path folder) throws Exception {
    return new AwsRehearsal(folder);
  }

  /** What whoever deploys has in the environment here, instead of an account at AWS. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(world.environment());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.putAll(terraform);
    return environment;
  }

  /** The next change of a function's package waits, once. */
  Pause pauseNextPackage() {
    Pause next = new Pause();
    pause.set(next);
    return next;
  }

  private AwsCall.Answer held(AwsCall call, AwsFilter.Next next)
      throws IOException, InterruptedException {
    if (call.isPackageChange()) {
      Pause now = pause.getAndSet(null);
      if (now != null) {
        now.await();
      }
    }
    return next.answer(call);
  }

  /** What stands for the base image from the internet. */
  String baseImage() {
    return baseImage;
  }

  LambdaWorld world() {
    return world;
  }

  Registry registry() {
    return registry;
  }

  @Override
  public void close() throws Exception {
    world.close();
    registry.close();
  }
}
