// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.plan.Known.Changes;
import dev.lsml.deploy.terraform.PlannedChanges;
import dev.lsml.deploy.terraform.PlannedChanges.Action;
import dev.lsml.deploy.terraform.Terraform;
import dev.lsml.deploy.terraform.TerraformCommands.Purpose;
import dev.lsml.deploy.terraform.TerraformVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a {@link DeployPlan}. Terraform's state is the journal: a run that was interrupted is
 * taken up by the next one. Used once, by one thread.
 */
public final class Deployer {
  private final Cloud cloud;
  private final Target target;
  private final Terraform terraform;
  private final Images images;
  private final Gate gate;
  private final Registrar registrar;
  private final Supplier<List<Finding>> checks;
  private final Screen screen;
  private final @Nullable LabelStudio labelStudio;

  private Known known = Known.atFirst(null);
  private String imageName;
  private @Nullable Access access;
  private @Nullable Deployed now;

  /**
   * Makes one.
   *
   * @param checks everything to be looked at first; throws nothing
   * @param labelStudio {@code null} when none is named
   */
  public Deployer(
      Cloud cloud,
      Terraform terraform,
      Images images,
      Gate gate,
      Registrar registrar,
      Supplier<List<Finding>> checks,
      Screen screen,
      @Nullable LabelStudio labelStudio) {
    this.cloud = cloud;
    this.target = cloud.target();
    this.terraform = terraform;
    this.images = images;
    this.gate = gate;
    this.registrar = registrar;
    this.checks = checks;
    this.screen = screen;
    this.labelStudio = labelStudio;
    this.imageName = target.image();
  }

  /**
   * Deploys.
   *
   * @throws DeployException when it cannot be done; what served before then still serves
   */
  public void deploy() {
    screen.say("Deploying " + target.title());
    List<Step> steps = steps();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      screen.say("[" + (i + 1) + "/" + steps.size() + "] " + step.title());
      carryOut(step.kind());
      steps = steps();
    }
  }

  private List<Step> steps() {
    return DeployPlan.steps(target, labelStudio, known);
  }

  private void carryOut(Step.Kind kind) {
    switch (kind) {
      case CHECK -> check();
      case STATE_STORE -> screen.say("  " + cloud.makeStateStore());
      case BOOTSTRAP -> bootstrap();
      case IMAGE -> known = known.withImage(images.push(imageName));
      case SECRETS -> access = cloud.access(known.deployed());
      case PREVIEW -> preview();
      case APPLY -> now = applied(terraform.apply(target.root(), wanted()));
      case CANDIDATE -> candidate();
      case GATE -> pass();
      case SHIFT, PROTECT -> shift();
      case REGISTER -> register();
      case REPORT -> report();
      default -> throw new IllegalStateException("no step of a deployment: " + kind);
    }
  }

  private void check() {
    Preflight.pass(checks.get(), screen);
    known = Known.atFirst(cloud.deployed());
    Deployed deployed = known.deployed();
    if (deployed != null && deployed.isHalfway()) {
      screen.say(
          "  an earlier deployment stopped halfway; "
              + target.revision(deployed.liveRevision())
              + " serves, and this one goes on from there");
    }
  }

  private void bootstrap() {
    TerraformVariables variables = cloud.bootstrapVariables(true);
    terraform.init(target.bootstrap());
    PlannedChanges changes =
        terraform.plan(target.bootstrap(), variables, Purpose.APPLY, List.of());
    JsonView outputs;
    if (changes.isNothing()) {
      screen.say("  nothing to change");
      outputs = terraform.outputs(target.bootstrap());
    } else {
      Losses.confirm(changes, target, screen);
      outputs = terraform.apply(target.bootstrap(), variables);
    }
    String registry = outputs.get("registry").get("value").stringOrNull();
    if (registry != null) {
      imageName = registry + "/" + target.service();
    }
  }

  private void preview() {
    screen.say("  " + target.words().artifact() + " " + known.image());
    Deployed deployed = known.deployed();
    String settled = deployed == null ? null : cloud.settle(deployed);
    if (settled != null) {
      screen.say("  " + settled);
    }
    terraform.init(target.root());
    PlannedChanges changes = terraform.plan(target.root(), wanted(), Purpose.APPLY, List.of());
    for (String line : changes.summary()) {
      screen.say("  " + line.strip());
    }
    Losses.confirm(changes, target, screen);
    Action main = changes.actionOn(target.main());
    if (deployed != null && main == Action.REPLACE) {
      Losses.confirmAnew(target, deployed, screen);
    }
    // To be made although it was deployed: deleted by hand, or by a deployment that then failed.
    boolean isAnew = deployed != null && (main == Action.REPLACE || main == Action.CREATE);
    known =
        known.withChanges(
            changes.isNothing() ? Changes.NONE : isAnew ? Changes.ANEW : Changes.SOME);
    now = deployed;
    if (changes.isNothing() && now == null) {
      now = applied(terraform.outputs(target.root()));
    }
  }

  private void candidate() {
    TerraformVariables variables = variables(before().liveRevision(), true);
    terraform.plan(target.root(), variables, Purpose.APPLY, List.of());
    try {
      now = applied(terraform.apply(target.root(), variables));
    } catch (DeployException e) {
      throw restored(e);
    }
  }

  private void pass() {
    Deployed what = now();
    if (known.changes() != Changes.SOME || known.deployed() == null) {
      cloud.admitCallers(what);
      gate.pass(what.endpointUrl(), access());
      return;
    }
    String url = what.candidateUrl();
    if (url == null) {
      throw new DeployException(
          "The new " + target.words().revision() + " cannot be tried",
          "it has no address of its own in the outputs of Terraform",
          "Run the same command again; "
              + target.revision(before().liveRevision())
              + " still serves");
    }
    try {
      cloud.admitCallers(what);
      gate.pass(url, access());
    } catch (DeployException e) {
      throw restored(e);
    }
  }

  /** Puts back what served; gives what is to be thrown. */
  private DeployException restored(DeployException failure) {
    Deployed before = before();
    Step step = DeployPlan.restore(target, before);
    screen.warn("The new " + target.words().revision() + " failed: " + failure.reason());
    screen.say(step.title());
    String image = before.isHalfway() ? cloud.imageOf(before.liveRevision()) : before.image();
    String end =
        target.revision(before.liveRevision()) + " serves as before, at " + before.endpointUrl();
    if (image == null) {
      return failed(
          failure,
          end
              + "; the "
              + target.words().artifact()
              + " it had is not known, so nothing was put back");
    }
    try {
      TerraformVariables variables =
          cloud.serviceVariables(image, before.liveRevision(), access(), true);
      terraform.plan(target.root(), variables, Purpose.APPLY, List.of());
      terraform.apply(target.root(), variables);
      return failed(failure, end);
    } catch (DeployException e) {
      failure.addSuppressed(e);
      return failed(failure, end + ", but putting that back failed too (" + e.reason() + ")");
    }
  }

  private static DeployException failed(DeployException failure, String end) {
    return new DeployException(
        failure.problem(), failure.reason(), failure.remedy() + ". " + end, failure);
  }

  private void shift() {
    TerraformVariables variables = variables("", true);
    terraform.plan(target.root(), variables, Purpose.APPLY, List.of());
    now = applied(terraform.apply(target.root(), variables));
  }

  private void register() {
    if (labelStudio != null) {
      for (String line : registrar.register(labelStudio, now().endpointUrl(), access())) {
        screen.say("  " + line);
      }
      if (known.changes() == Changes.ANEW && !sameAddress()) {
        screen.say("  the address it had answers no more, " + before().endpointUrl());
        for (String line : registrar.unregister(labelStudio, before().endpointUrl())) {
          screen.say("  " + line);
        }
      }
    }
  }

  private boolean sameAddress() {
    return now().endpointUrl().equals(before().endpointUrl());
  }

  private void report() {
    for (String line : Report.lines(target, now(), access(), labelStudio, known.changes())) {
      screen.say(line);
    }
    screen.result("ENDPOINT_URL=" + now().endpointUrl());
  }

  /** With what the service is compared, and applied where nothing has to stay beside it. */
  private TerraformVariables wanted() {
    return variables("", known.deployed() != null);
  }

  private TerraformVariables variables(String servingRevision, boolean isProtected) {
    String image = known.image();
    if (image == null) {
      throw new IllegalStateException("what is built comes before the service");
    }
    return cloud.serviceVariables(image, servingRevision, access(), isProtected);
  }

  private Access access() {
    Access secrets = access;
    if (secrets == null) {
      throw new IllegalStateException("the secrets come before the service");
    }
    return secrets;
  }

  private Deployed before() {
    Deployed before = known.deployed();
    if (before == null) {
      throw new IllegalStateException("nothing was deployed before");
    }
    return before;
  }

  private Deployed now() {
    Deployed what = now;
    if (what == null) {
      throw new IllegalStateException("nothing was applied");
    }
    return what;
  }

  private static Deployed applied(JsonView outputs) {
    Deployed deployed = Deployed.of(outputs);
    if (deployed == null) {
      List<String> names = new ArrayList<>(outputs.object().keySet());
      throw new DeployException(
          "The service was applied, but no revision of it became ready",
          "Terraform's outputs lack the endpoint, the image or the revision; there are " + names,
          "Look at its logs with 'mvn lsml:logs' and deploy again");
    }
    return deployed;
  }
}
