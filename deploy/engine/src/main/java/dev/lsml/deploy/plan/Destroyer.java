// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.terraform.PlannedChanges;
import dev.lsml.deploy.terraform.Terraform;
import dev.lsml.deploy.terraform.TerraformCommands.Purpose;
import dev.lsml.deploy.terraform.TerraformRoot;
import dev.lsml.deploy.terraform.TerraformVariables;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a {@link DestroyPlan}. One that was interrupted is taken up by the next run. Used
 * once, by one thread.
 */
public final class Destroyer {
  private final Cloud cloud;
  private final Target target;
  private final Terraform terraform;
  private final Registrar registrar;
  private final Supplier<List<Finding>> checks;
  private final Screen screen;
  private final @Nullable LabelStudio labelStudio;
  private final boolean withData;

  private @Nullable Deployed deployed;

  /**
   * Makes one.
   *
   * @param checks everything to be looked at first; throws nothing
   * @param labelStudio {@code null} when none is named
   * @param withData whether models and state go too
   */
  public Destroyer(
      Cloud cloud,
      Terraform terraform,
      Registrar registrar,
      Supplier<List<Finding>> checks,
      Screen screen,
      @Nullable LabelStudio labelStudio,
      boolean withData) {
    this.cloud = cloud;
    this.target = cloud.target();
    this.terraform = terraform;
    this.registrar = registrar;
    this.checks = checks;
    this.screen = screen;
    this.labelStudio = labelStudio;
    this.withData = withData;
  }

  /**
   * Destroys.
   *
   * @throws DeployException when it is not confirmed or cannot be done
   */
  public void destroy() {
    List<Step> steps = DestroyPlan.steps(target, labelStudio, withData);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      screen.say("[" + (i + 1) + "/" + steps.size() + "] " + step.title());
      if (step.kind() == Step.Kind.CHECK) {
        Preflight.pass(checks.get(), screen);
        if (!cloud.hasState()) {
          screen.say("Nothing of " + target.title() + " is there: " + none());
          return;
        }
        deployed = cloud.deployed();
      } else {
        carryOut(step.kind());
      }
    }
  }

  private String none() {
    return target.stateStore() + " does not exist";
  }

  private void carryOut(Step.Kind kind) {
    switch (kind) {
      case CONFIRM -> confirm();
      case UNREGISTER -> unregister();
      case UNPROTECT -> unprotect();
      case DESTROY_SERVICE -> destroyService();
      case DESTROY_BOOTSTRAP -> destroyBootstrap();
      case DELETE_STATE_STORE -> cloud.deleteStateStore();
      case LEFT -> left();
      default -> throw new IllegalStateException("no step of a destroy: " + kind);
    }
  }

  private void confirm() {
    String question =
        "This deletes "
            + target.title()
            + (withData ? ", with all its models and its state" : "; its models stay");
    if (!screen.confirms(question, target.service())) {
      throw new DeployException(
          target.service() + " was not destroyed",
          "it was not confirmed",
          "Type its name when asked, or add -Dlsml.confirm=" + target.service());
    }
  }

  private void unregister() {
    if (labelStudio == null || deployed == null) {
      screen.say("  nothing was deployed to the end, so there is nothing to remove");
      return;
    }
    for (String line : registrar.unregister(labelStudio, deployed.endpointUrl())) {
      screen.say("  " + line);
    }
  }

  private void unprotect() {
    terraform.init(target.root());
    if (cloud.isProtected()) {
      apply(target.root(), cloud.variablesToDestroy(), Purpose.APPLY, List.of());
    } else {
      screen.say("  there is neither service nor job");
    }
  }

  private void destroyService() {
    if (!target.isProtectable()) {
      terraform.init(target.root()); // else done when the protection was taken
    }
    apply(target.root(), cloud.variablesToDestroy(), Purpose.DESTROY, List.of());
  }

  private void destroyBootstrap() {
    terraform.init(target.bootstrap());
    TerraformVariables variables = cloud.bootstrapVariables(!withData);
    if (!withData) {
      List<String> registry = List.of(target.registryAddress());
      apply(target.bootstrap(), variables, Purpose.DESTROY, registry);
      return;
    }
    apply(target.bootstrap(), variables, Purpose.APPLY, List.of());
    apply(target.bootstrap(), variables, Purpose.DESTROY, target.dataAddresses());
  }

  private void apply(
      TerraformRoot root, TerraformVariables variables, Purpose purpose, List<String> targets) {
    PlannedChanges changes = terraform.plan(root, variables, purpose, targets);
    if (changes.isNothing()) {
      screen.say("  nothing to do");
    } else {
      terraform.apply(root, variables);
    }
  }

  private void left() {
    boolean isAllGone = withData && labelStudio != null && target.words().left() == null;
    screen.say(
        target.service() + " is destroyed. " + (isAllGone ? "Nothing is left." : "What is left:"));
    if (!withData) {
      screen.say("  " + target.modelStore() + " with the models");
      screen.say("  " + target.stateStore() + " with Terraform's state");
      screen.say("  (to delete both, add -Dlsml.destroy.data=true)");
    }
    if (labelStudio == null) {
      screen.say("  the registration in Label Studio, if there is one: remove it there, or name");
      screen.say("  the server with -Dlabelstudio.url= next time");
    }
    if (target.words().left() != null) {
      screen.say("  " + target.words().left());
    }
  }
}
