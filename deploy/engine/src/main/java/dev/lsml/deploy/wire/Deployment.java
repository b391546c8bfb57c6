// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.wire;

import dev.lsml.core.labelstudio.ClientOptions;
import dev.lsml.core.labelstudio.Sleeper;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.aws.Aws;
import dev.lsml.deploy.aws.AwsPlace;
import dev.lsml.deploy.gcp.Gcp;
import dev.lsml.deploy.gcp.GcpSettings;
import dev.lsml.deploy.gcp.GcpTarget;
import dev.lsml.deploy.google.GoogleApi;
import dev.lsml.deploy.health.Advice;
import dev.lsml.deploy.health.HealthGate;
import dev.lsml.deploy.plan.Cloud;
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
 * A service in a cloud with everything that deploys and destroys it. Changes nothing before it is
 * told to. Not thread-safe.
 */
public final class Deployment {
  private final Target target;
  private final Cloud cloud;
  private final TerraformRunner terraform;
  private final LabelStudioPart registrar;
  private final HealthGatePart gate;
  private final @Nullable LabelStudio labelStudio;
  private final List<Finding> given;
  private final Screen screen;

  /**
   * What a deployment is told, wherever it goes.
   *
   * @param labelStudio {@code null} when none is named
   * @param apiKey secret; that of Label Studio, {@code null} when none is known
   * @param findings what was noticed already
   */
  public record Request(
      @Nullable LabelStudio labelStudio, @Nullable String apiKey, List<Finding> findings) {
    /** Copies the list. */
    public Request {
      findings = List.copyOf(findings);
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
      return "Request[" + labelStudio + "]";
    }
  }

  /**
   * Where a deployment works.
   *
   * @param environment that of the build
   * @param work for files that may be deleted at any time, such as {@code target/lsml/aws}
   * @param keep for what is long to fetch again, such as {@code .lsml/aws}
   */
  public record Site(Map<String, String> environment, Path work, Path keep) {
    /** Makes the folders absolute. */
    public Site {
      work = work.toAbsolutePath();
      keep = keep.toAbsolutePath();
    }
  }

  private Deployment(Cloud cloud, Advice advice, Request request, Site site, Screen screen) {
    Sleeper sleeper = time -> Thread.sleep(time.toMillis());
    this.screen = screen;
    this.labelStudio = request.labelStudio();
    this.given = request.findings();
    this.cloud = cloud;
    this.target = cloud.target();
    this.terraform =
        new TerraformRunner(
            () -> TerraformProgram.find(site.environment()),
            site.environment(),
            site.work().resolve("terraform.log"),
            sleeper,
            screen::say);
    this.registrar =
        new LabelStudioPart(
            request.apiKey(), target.service(), ClientOptions.defaults(Clock.systemUTC()));
    this.gate = new HealthGatePart(HealthGate.real(advice), screen::say);
  }

  /** One on Google Cloud; asks nobody yet. */
  public static Deployment onGoogle(
      GcpSettings settings, Request request, Site site, Screen screen) {
    Cloud google =
        new Gcp(
            settings,
            GcpTarget.of(settings, site.work(), site.keep()),
            GoogleApi.of(site.environment(), settings.project()),
            new SecureRandom(),
            request.labelStudio(),
            request.apiKey());
    return new Deployment(google, Advice.GOOGLE, request, site, screen);
  }

  /** One on AWS; asks nobody yet. */
  public static Deployment onAws(AwsPlace place, Request request, Site site, Screen screen) {
    Cloud aws =
        new Aws(
            place,
            site.work(),
            site.keep(),
            new SecureRandom(),
            request.labelStudio(),
            request.apiKey());
    return new Deployment(aws, Advice.AWS, request, site, screen);
  }

  /** Where it goes. */
  public Target target() {
    return target;
  }

  /** Deploys; see {@link Deployer#deploy}. */
  public void deploy(Images images) {
    new Deployer(cloud, terraform, images, gate, registrar, this::check, screen, labelStudio)
        .deploy();
  }

  /** Destroys; see {@link Destroyer#destroy}. */
  public void destroy(boolean withData) {
    new Destroyer(cloud, terraform, registrar, this::check, screen, labelStudio, withData)
        .destroy();
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
        known = Known.atFirst(cloud.deployed());
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
    findings.addAll(cloud.check());
    return findings;
  }
}
