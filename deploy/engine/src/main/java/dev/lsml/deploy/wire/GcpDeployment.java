// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.wire;

import dev.lsml.core.labelstudio.ClientOptions;
import dev.lsml.core.labelstudio.Sleeper;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.gcp.Gcp;
import dev.lsml.deploy.gcp.GcpSettings;
import dev.lsml.deploy.gcp.GcpTarget;
import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.health.HealthGate;
import dev.lsml.deploy.plan.DeployPlan;
import dev.lsml.deploy.plan.Deployer;
import dev.lsml.deploy.plan.DestroyPlan;
import dev.lsml.deploy.plan.Destroyer;
import dev.lsml.deploy.plan.Images;
import dev.lsml.deploy.plan.Known;
import dev.lsml.deploy.plan.LabelStudio;
import dev.lsml.deploy.plan.PlanText;
import dev.lsml.deploy.plan.Preflight;
import dev.lsml.deploy.plan.Screen;
import dev.lsml.deploy.plan.Target;
import dev.lsml.deploy.terraform.TerraformProgram;
import dev.lsml.deploy.terraform.TerraformRunner;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service on Google Cloud with everything that deploys and destroys it. Opens and asks nothing
 * before it is told to. Not thread-safe.
 */
public final class GcpDeployment {
  private final Target target;
  private final Gcp gcp;
  private final TerraformRunner terraform;
  private final LabelStudioPart registrar;
  private final HealthGatePart gate;
  private final @Nullable LabelStudio labelStudio;
  private final List<Finding> given;
  private final Screen screen;

  /**
   * What a deployment is told.
   *
   * @param settings for Google
   * @param labelStudio {@code null} when none is named
   * @param apiKey secret; that of Label Studio, {@code null} when none is known
   * @param findings what was noticed already
   */
  public record Request(
      GcpSettings settings,
      @Nullable LabelStudio labelStudio,
      @Nullable String apiKey,
      List<Finding> findings) {
    /** Copies the list. */
    public Request {
      findings = List.copyOf(findings);
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
      return "Request[" + settings + ", " + labelStudio + "]";
    }
  }

  /**
   * Makes one.
   *
   * @param environment that of the build
   * @param work for files that may be deleted at any time, such as {@code target/lsml/gcp}
   * @param keep for what is long to fetch again, such as {@code .lsml/gcp}
   */
  public GcpDeployment(
      Request request, Map<String, String> environment, Path work, Path keep, Screen screen) {
    GcpSettings settings = request.settings();
    Sleeper sleeper = time -> Thread.sleep(time.toMillis());
    this.screen = screen;
    this.labelStudio = request.labelStudio();
    this.given = request.findings();
    this.target = GcpTarget.of(settings, work.toAbsolutePath(), keep.toAbsolutePath());
    this.gcp =
        new Gcp(
            settings,
            target,
            GoogleApi.of(environment, settings.project()),
            new SecureRandom(),
            labelStudio,
            request.apiKey());
    this.terraform =
        new TerraformRunner(
            () -> TerraformProgram.find(environment),
            environment,
            work.resolve("terraform.log"),
            sleeper,
            screen::say);
    this.registrar =
        new LabelStudioPart(
            request.apiKey(), settings.service(), ClientOptions.defaults(Clock.systemUTC()));
    this.gate = new HealthGatePart(HealthGate.real(), screen::say);
  }

  /** Where it goes. */
  public Target target() {
    return target;
  }

  /** Deploys; see {@link Deployer#deploy}. */
  public void deploy(Images images) {
    new Deployer(gcp, terraform, images, gate, registrar, this::check, screen, labelStudio)
        .deploy();
  }

  /** Destroys; see {@link Destroyer#destroy}. */
  public void destroy(boolean withData) {
    new Destroyer(gcp, terraform, registrar, this::check, screen, labelStudio, withData).destroy();
  }

  /** Shows what {@link #deploy} would do, and what is in its way; changes nothing. */
  public void showDeployPlan() {
    List<Finding> findings = check();
    Known known = Known.atFirst(null);
    String title = "Plan for " + target.title() + "; nothing of it is done now";
    String remark = null;
    if (findings.stream().anyMatch(Finding::isError)) {
      remark = "What is deployed was not looked up, so this is the plan of a first deployment.";
    } else {
      try {
        known = Known.atFirst(gcp.deployed());
      } catch (DeployException e) {
        findings.add(Finding.of(Finding.Severity.ERROR, e));
      }
    }
    PlanText.lines(title, DeployPlan.steps(target, labelStudio, known)).forEach(screen::say);
    if (remark != null) {
      screen.say(remark);
    }
    Preflight.show(findings, screen);
  }

  /** Shows what {@link #destroy} would do, and what is in its way; changes nothing. */
  public void showDestroyPlan(boolean withData) {
    String title = "Plan to destroy " + target.title() + "; nothing of it is done now";
    PlanText.lines(title, DestroyPlan.steps(target, labelStudio, withData)).forEach(screen::say);
    Preflight.show(check(), screen);
  }

  private List<Finding> check() {
    List<Finding> findings = new ArrayList<>(given);
    try {
      terraform.program();
    } catch (DeployException e) {
      findings.add(Finding.of(Finding.Severity.ERROR, e));
    }
    if (labelStudio != null) {
      findings.addAll(registrar.check(labelStudio));
    }
    findings.addAll(gcp.check());
    return findings;
  }
}
