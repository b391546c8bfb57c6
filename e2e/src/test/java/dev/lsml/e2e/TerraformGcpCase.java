// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.e2e.google.Applied;
import dev.lsml.e2e.google.Applied.Action;
import dev.lsml.e2e.google.ControlException;
import dev.lsml.e2e.google.GcpRoots;
import dev.lsml.e2e.google.GoogleControl;
import dev.lsml.e2e.google.HeldSecrets;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.Parts;
import dev.lsml.e2e.parts.Terraform;
import dev.lsml.e2e.parts.Terraform.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Both roots of {@code terraform/gcp}, the real Terraform, and a Google that can be told to refuse.
 */
abstract class TerraformGcpCase {
  static final String SERVICE = "google_cloud_run_v2_service";
  private static final String NOT_STARTED =
      "Error waiting for Updating Service: Error code 9, message: Revision is not ready and cannot"
          + " serve traffic. The user-provided container failed to start and listen on the port"
          + " defined provided by the PORT=8080 environment variable within the allocated timeout.";

  final Hook hook = new Hook();
  final HeldSecrets secrets = new HeldSecrets();
  GcpRoots roots;

  /** Refuses broken images, and waits when told to. */
  static final class Hook implements GoogleControl {
    volatile @Nullable String broken;
    volatile @Nullable CountDownLatch entered;
    final CountDownLatch leave = new CountDownLatch(1);

    @Override
    public Map<String, @Nullable Object> apply(
        String type,
        @Nullable Map<String, @Nullable Object> prior,
        Map<String, @Nullable Object> planned)
        throws ControlException {
      if (type.equals(SERVICE)) {
        CountDownLatch here = entered;
        if (here != null) {
          here.countDown();
          try {
            leave.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
        String image = broken;
        if (image != null && planned.get("template").toString().contains(image)) {
          throw new ControlException(NOT_STARTED, true);
        }
      }
      return Map.of();
    }
  }

  @BeforeEach
  void start() throws Exception {
    Path folder = Folders.fresh(getClass());
    roots = Parts.need("terraform", () -> GcpRoots.start(folder, secrets.and(hook)));
  }

  @AfterEach
  void stop() {
    if (roots != null) {
      roots.close();
    }
  }

  final void deployed(char image) throws Exception {
    roots.init();
    apply(roots.bootstrap(), roots.bootstrapVariables());
    apply(roots.service(), roots.serviceVariables(image));
    assertThat(roots.google().log())
        .extracting(Applied::action)
        .as("what a first deployment does")
        .containsOnly(Action.CREATED, Action.UPDATED);
  }

  static Run apply(Terraform root, Map<String, String> variables) throws Exception {
    return root.apply(variables);
  }

  static void assertUnchanged(Terraform root, Map<String, String> variables) throws Exception {
    Run plan = root.run(variables, "plan", "-no-color", "-detailed-exitcode");
    assertThat(plan.status()).as("exit status; 2 means changes:%n%s", plan.output()).isZero();
  }

  final List<String> traffic() {
    return ((List<?>) roots.google().resource(SERVICE).get("traffic_statuses"))
        .stream()
            .map(
                status ->
                    ((Map<?, ?>) status).get("revision")
                        + " "
                        + ((Map<?, ?>) status).get("percent"))
            .toList();
  }
}
