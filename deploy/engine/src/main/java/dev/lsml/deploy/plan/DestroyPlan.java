// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import static dev.lsml.deploy.plan.DeployPlan.shell;
import static dev.lsml.deploy.plan.Step.Kind.CHECK;
import static dev.lsml.deploy.plan.Step.Kind.CONFIRM;
import static dev.lsml.deploy.plan.Step.Kind.DELETE_STATE_STORE;
import static dev.lsml.deploy.plan.Step.Kind.DESTROY_BOOTSTRAP;
import static dev.lsml.deploy.plan.Step.Kind.DESTROY_SERVICE;
import static dev.lsml.deploy.plan.Step.Kind.LEFT;
import static dev.lsml.deploy.plan.Step.Kind.UNPROTECT;
import static dev.lsml.deploy.plan.Step.Kind.UNREGISTER;

import dev.lsml.deploy.terraform.TerraformCommands;
import dev.lsml.deploy.terraform.TerraformCommands.Purpose;
import dev.lsml.deploy.terraform.TerraformRoot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of taking a deployment away: the reverse of making it. Label Studio forgets the backend
 * first, so that it asks nothing of what is going. Pure functions.
 */
public final class DestroyPlan {
  private DestroyPlan() {}

  /**
   * The steps, in order.
   *
   * @param labelStudio {@code null} when none is named
   * @param withData whether models and state go too
   */
  public static List<Step> steps(
      Target target, @Nullable LabelStudio labelStudio, boolean withData) {
    List<Step> steps = new ArrayList<>();
    List<String> check = new ArrayList<>();
    check.add("terraform version -json");
    check.addAll(target.calls().check());
    steps.add(new Step(CHECK, "Look for what would go wrong later", check));
    steps.add(
        new Step(
            CONFIRM,
            "Ask whether " + target.service() + " is meant, or take -Dlsml.confirm= for it",
            List.of()));
    if (labelStudio != null) {
      steps.add(
          new Step(
              UNREGISTER,
              "Remove the backend from Label Studio",
              List.of(
                  "GET " + labelStudio.url() + "/api/ml",
                  "DELETE " + labelStudio.url() + "/api/ml/<id>",
                  "DELETE " + labelStudio.url() + "/api/webhooks/<id>/")));
    }
    List<String> service = new ArrayList<>();
    service.add(shell(TerraformCommands.init(target.root())));
    if (target.isProtectable()) {
      service.addAll(DeployPlan.replanned(target.root(), "deletion_protection = false"));
      steps.add(new Step(UNPROTECT, "Take the deletion protection from service and job", service));
      service = new ArrayList<>();
    }
    service.addAll(destroyed(target.root(), List.of()));
    steps.add(new Step(DESTROY_SERVICE, "Delete " + target.words().service(), service));
    steps.add(bootstrap(target, withData));
    if (withData) {
      steps.add(
          new Step(
              DELETE_STATE_STORE,
              "Delete " + target.stateStore(),
              target.calls().deleteStateStore()));
    }
    steps.add(new Step(LEFT, "Say what is left", List.of()));
    return List.copyOf(steps);
  }

  private static Step bootstrap(Target target, boolean withData) {
    TerraformRoot root = target.bootstrap();
    List<String> calls = new ArrayList<>();
    calls.add(shell(TerraformCommands.init(root)));
    if (!withData) {
      calls.addAll(destroyed(root, List.of(target.registryAddress())));
      return new Step(
          DESTROY_BOOTSTRAP,
          "Delete the image repository; " + target.modelStore() + " stays",
          calls);
    }
    calls.addAll(DeployPlan.replanned(root, "keep_models = false"));
    calls.addAll(destroyed(root, target.dataAddresses()));
    return new Step(
        DESTROY_BOOTSTRAP,
        "Delete the image repository and " + target.modelStore() + " with all models",
        calls);
  }

  private static List<String> destroyed(TerraformRoot root, List<String> targets) {
    return List.of(
        shell(TerraformCommands.plan(root, Purpose.DESTROY, targets)),
        shell(TerraformCommands.apply(root)));
  }
}
