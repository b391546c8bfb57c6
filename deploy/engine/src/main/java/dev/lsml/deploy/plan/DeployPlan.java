// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import static dev.lsml.deploy.plan.Step.Kind.APPLY;
import static dev.lsml.deploy.plan.Step.Kind.BOOTSTRAP;
import static dev.lsml.deploy.plan.Step.Kind.CANDIDATE;
import static dev.lsml.deploy.plan.Step.Kind.CHECK;
import static dev.lsml.deploy.plan.Step.Kind.GATE;
import static dev.lsml.deploy.plan.Step.Kind.IMAGE;
import static dev.lsml.deploy.plan.Step.Kind.PREVIEW;
import static dev.lsml.deploy.plan.Step.Kind.PROTECT;
import static dev.lsml.deploy.plan.Step.Kind.REGISTER;
import static dev.lsml.deploy.plan.Step.Kind.REPORT;
import static dev.lsml.deploy.plan.Step.Kind.RESTORE;
import static dev.lsml.deploy.plan.Step.Kind.SECRETS;
import static dev.lsml.deploy.plan.Step.Kind.SHIFT;
import static dev.lsml.deploy.plan.Step.Kind.STATE_STORE;

import dev.lsml.deploy.plan.Known.Changes;
import dev.lsml.deploy.terraform.TerraformCommands;
import dev.lsml.deploy.terraform.TerraformCommands.Purpose;
import dev.lsml.deploy.terraform.TerraformRoot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a deployment. A pure function of what is wanted and what is known; as more becomes
 * known it is asked again, and the steps that were done are the first ones of every later answer.
 */
public final class DeployPlan {
  private DeployPlan() {}

  /**
   * The steps, in order.
   *
   * @param labelStudio {@code null} when none is named
   */
  public static List<Step> steps(Target target, @Nullable LabelStudio labelStudio, Known known) {
    List<Step> steps = new ArrayList<>();
    steps.add(check(target, labelStudio));
    steps.add(
        new Step(
            STATE_STORE,
            "Make " + target.stateStore() + " for Terraform's state, unless it is there",
            target.calls().makeStateStore()));
    steps.add(
        new Step(
            BOOTSTRAP,
            "Apply the bootstrap root: " + target.words().bootstrap(),
            applied(target.bootstrap())));
    steps.add(new Step(IMAGE, target.words().build(), List.of(target.words().built())));
    List<String> secrets = new ArrayList<>(target.calls().readSecrets());
    if (labelStudio != null) {
      secrets.addAll(target.calls().readApiKey());
    }
    steps.add(new Step(SECRETS, "Read the secrets, and make up those that are missing", secrets));
    steps.add(
        new Step(
            PREVIEW,
            "Compare the service with what is wanted, and show the difference",
            previewed(target.root())));
    if (known.changes() == Changes.NONE) {
      steps.add(gate(target, known.deployed(), "the service", false));
    } else if (known.deployed() == null) {
      steps.add(
          new Step(
              APPLY,
              "Apply the service root: the first "
                  + target.words().revision()
                  + " gets all traffic",
              List.of(shell(TerraformCommands.apply(target.root())))));
      steps.add(gate(target, null, "the service", false));
      if (target.isProtectable()) {
        // Not before: Terraform replaces a service that never started, which protection forbids.
        steps.add(
            new Step(
                PROTECT,
                "Protect service and job against deletion",
                replanned(target.root(), "deletion_protection = true")));
      }
    } else if (known.changes() == Changes.ANEW) {
      // No revision is left to keep the traffic, and none to go back to.
      steps.add(
          new Step(
              APPLY,
              "Apply the service root: "
                  + target.service()
                  + " is made anew, and its first "
                  + target.words().revision()
                  + " gets all traffic",
              List.of(shell(TerraformCommands.apply(target.root())))));
      steps.add(gate(target, null, "the service", false));
    } else {
      update(steps, target, known.deployed(), known.image());
    }
    if (labelStudio != null && labelStudio.project() != null) {
      steps.add(register(labelStudio, labelStudio.project()));
    }
    steps.add(report(known));
    return List.copyOf(steps);
  }

  /** What is done when a revision beside the one that serves did not pass the gate. */
  public static Step restore(Target target, Deployed before) {
    return new Step(
        RESTORE,
        "Put back the "
            + target.words().artifact()
            + " of "
            + target.revision(before.liveRevision())
            + ", which has served all along",
        replanned(
            target.root(),
            target.words().artifact()
                + " = that of "
                + before.liveRevision()
                + ", serving_revision = "
                + before.liveRevision()));
  }

  private static Step check(Target target, @Nullable LabelStudio labelStudio) {
    List<String> calls = new ArrayList<>();
    calls.add("terraform version -json");
    calls.addAll(target.calls().check());
    if (labelStudio != null) {
      calls.add("GET " + labelStudio.url() + "/api/current-user/whoami");
    }
    return new Step(CHECK, "Look for what would go wrong later", calls);
  }

  private static void update(
      List<Step> steps, Target target, Deployed deployed, @Nullable String image) {
    boolean isSame = image == null || image.equals(deployed.image());
    String what =
        isSame ? "a " + target.words().revision() : "the new " + target.words().artifact();
    steps.add(
        new Step(
            CANDIDATE,
            "Apply the service root: "
                + what
                + " at 0 % of the traffic, beside "
                + target.revision(deployed.liveRevision()),
            replanned(target.root(), "serving_revision = " + deployed.liveRevision())));
    steps.add(gate(target, deployed, "the candidate", true));
    steps.add(
        new Step(
            SHIFT,
            "Give it all traffic, which "
                + target.revision(deployed.liveRevision())
                + " has until then",
            replanned(target.root(), "serving_revision = \"\"")));
  }

  private static Step gate(
      Target target, @Nullable Deployed deployed, String what, boolean isCandidate) {
    String url =
        deployed == null
            ? "<endpoint_url>"
            : isCandidate ? "<candidate_url>" : deployed.endpointUrl();
    List<String> calls = new ArrayList<>(target.calls().admitCallers());
    calls.add("GET " + url + "/health");
    calls.add("POST " + url + "/setup");
    return new Step(
        GATE, "Warm up " + what + " and see that it answers, in Label Studio's time limits", calls);
  }

  private static Step register(LabelStudio labelStudio, long project) {
    return new Step(
        REGISTER,
        "Register the backend in project " + project + " of Label Studio, unless it is",
        List.of(
            "GET " + labelStudio.url() + "/api/ml?project=" + project,
            "POST " + labelStudio.url() + "/api/ml",
            "POST " + labelStudio.url() + "/api/webhooks/"));
  }

  private static Step report(Known known) {
    Deployed deployed = known.deployed();
    String url =
        deployed == null || known.changes() == Changes.ANEW
            ? "<endpoint_url>"
            : deployed.endpointUrl();
    return new Step(
        REPORT,
        known.changes() == Changes.NONE
            ? "Say that nothing has changed, and where the backend answers"
            : "Say where the backend answers",
        List.of("ENDPOINT_URL=" + url));
  }

  private static List<String> applied(TerraformRoot root) {
    List<String> calls = new ArrayList<>(previewed(root));
    calls.add(shell(TerraformCommands.apply(root)));
    return calls;
  }

  private static List<String> previewed(TerraformRoot root) {
    List<String> calls = new ArrayList<>();
    calls.add(shell(TerraformCommands.init(root)));
    calls.add(shell(TerraformCommands.plan(root, Purpose.APPLY, List.of())));
    return calls;
  }

  /**
   * Plans and applies.
   *
   * @param variables those that differ from the ones before
   */
  static List<String> replanned(TerraformRoot root, String variables) {
    return List.of(
        "with " + variables,
        shell(TerraformCommands.plan(root, Purpose.APPLY, List.of())),
        shell(TerraformCommands.apply(root)));
  }

  static String shell(List<String> command) {
    return String.join(" ", command);
  }
}
