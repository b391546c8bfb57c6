// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.e2e.google.GcpRoots;
import dev.lsml.e2e.parts.Terraform.Run;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What goes wrong with both roots of {@code terraform/gcp}, and how they are taken away again. */
class TerraformGcpTroubleIT extends TerraformGcpCase {
  @Test
  void aRevisionThatDoesNotStartLeavesTheOldOneServing() throws Exception {
    deployed('a');
    String before = (String) roots.service().outputs().get("revision");
    hook.broken = GcpRoots.image('b');

    Run refused =
        roots.service().run(roots.serviceVariables('b'), "apply", "-no-color", "-auto-approve");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.output()).contains("container failed to start and listen on the port");
    assertThat(traffic()).containsExactly(before + " 100");

    apply(roots.service(), roots.serviceVariables('a'));
    assertThat(traffic()).hasSize(1).first().asString().startsWith("reviews-00003-");
    assertUnchanged(roots.service(), roots.serviceVariables('a'));
  }

  @Test
  void aFirstRevisionThatDoesNotStartIsReplacedUnlessItIsProtected() throws Exception {
    roots.init();
    apply(roots.bootstrap(), roots.bootstrapVariables());
    Map<String, String> variables = roots.serviceVariables('a');
    variables.put("deletion_protection", "false");
    hook.broken = GcpRoots.image('a');
    assertThat(roots.service().run(variables, "apply", "-no-color", "-auto-approve").status())
        .isEqualTo(1);
    hook.broken = null;
    assertThat(apply(roots.service(), roots.serviceVariables('a')).output())
        .contains("google_cloud_run_v2_service.main is tainted, so must be replaced");
    assertThat(traffic()).hasSize(1);
    assertUnchanged(roots.service(), roots.serviceVariables('a'));
  }

  @Test
  void aProtectedFirstRevisionThatDoesNotStartIsGoneOnFromByUntaint() throws Exception {
    roots.init();
    apply(roots.bootstrap(), roots.bootstrapVariables());
    hook.broken = GcpRoots.image('a');
    String[] apply = {"apply", "-no-color", "-auto-approve"};
    assertThat(roots.service().run(roots.serviceVariables('a'), apply).status()).isEqualTo(1);
    assertThat(roots.service().run(roots.serviceVariables('b'), apply).output())
        .contains("cannot destroy service without setting deletion_protection=false");

    roots.service().must(Map.of(), "untaint", "google_cloud_run_v2_service.main");
    apply(roots.service(), roots.serviceVariables('b'));
    assertThat(traffic()).hasSize(1);
    assertUnchanged(roots.service(), roots.serviceVariables('b'));
  }

  @Test
  void trafficForARevisionThatIsNotThereIsRefused() throws Exception {
    deployed('a');
    Map<String, String> variables = roots.serviceVariables('a');
    variables.put("serving_revision", "reviews-00009-xyz");

    assertThat(roots.service().run(variables, "apply", "-no-color", "-auto-approve").output())
        .contains("Revision 'reviews-00009-xyz' does not exist or is deleted.");
  }

  @Test
  void anInterruptedFirstApplyIsResumed() throws Exception {
    roots.init();
    apply(roots.bootstrap(), roots.bootstrapVariables());
    roots.google().failNext(SERVICE, "googleapi: Error 503: try again");
    Run refused =
        roots.service().run(roots.serviceVariables('a'), "apply", "-no-color", "-auto-approve");
    assertThat(refused.output()).contains("Error 503: try again");

    assertThat(apply(roots.service(), roots.serviceVariables('a')).output())
        .as("only what is missing")
        .contains("1 added, 0 changed, 0 destroyed");
    assertUnchanged(roots.service(), roots.serviceVariables('a'));
  }

  @Test
  void twoDeploymentsAtATimeAreKeptApart() throws Exception {
    roots.init();
    apply(roots.bootstrap(), roots.bootstrapVariables());
    CountDownLatch entered = new CountDownLatch(1);
    hook.entered = entered;
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Run> first = thread.submit(() -> apply(roots.service(), roots.serviceVariables('a')));
      entered.await();
      Run second =
          roots.service().run(roots.serviceVariables('b'), "plan", "-no-color", "-lock-timeout=0s");
      hook.leave.countDown();

      assertThat(second.status()).isEqualTo(1);
      assertThat(second.output()).contains("Error acquiring the state lock").contains("Lock Info");
      assertThat(first.get().status()).isZero();
    } finally {
      hook.leave.countDown();
      thread.shutdownNow();
    }
    hook.entered = null;
    assertUnchanged(roots.service(), roots.serviceVariables('a'));
  }

  @Test
  void aDestroyNeedsTwoStepsAndLeavesTheBucketsAndTheApis() throws Exception {
    deployed('a');
    Map<String, String> variables = roots.serviceVariables('a');
    Run refused = roots.service().run(variables, "destroy", "-no-color", "-auto-approve");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.output()).contains("without setting deletion_protection=false");

    variables.put("deletion_protection", "false");
    apply(roots.service(), variables);
    roots.service().must(variables, "destroy", "-no-color", "-auto-approve");
    roots.bootstrap().must(roots.bootstrapVariables(), "destroy", "-no-color", "-auto-approve");

    assertThat(roots.google().types())
        .containsExactlyInAnyOrder("google_storage_bucket", "google_project_service");
    assertThat(roots.gcs().buckets()).containsExactly("acme-reviews-models", "acme-reviews-state");
  }

  @Test
  void modelsAreDestroyedOnlyWhenThatIsAppliedBefore() throws Exception {
    deployed('a');
    Map<String, String> variables = new java.util.LinkedHashMap<>(roots.bootstrapVariables());
    variables.put("keep_models", "false");
    apply(roots.bootstrap(), variables);
    roots.bootstrap().must(variables, "destroy", "-no-color", "-auto-approve");

    assertThat(roots.gcs().buckets()).containsExactly("acme-reviews-state");
  }
}
