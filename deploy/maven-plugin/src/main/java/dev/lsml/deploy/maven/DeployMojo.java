// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.plan.Images;
import dev.lsml.deploy.wire.Deployment;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.inject.Inject;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Takes the backend to Google Cloud Run or AWS Lambda: builds its image or package, provisions what
 * it needs, checks it and registers it. In a build of several projects that happens once, after the
 * last of them.
 */
@Mojo(
    name = "deploy",
    defaultPhase = LifecyclePhase.DEPLOY,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
public final class DeployMojo extends CloudMojo {
  private static final String GOAL = "deploy";

  /** For Maven. */
  @Inject
  public DeployMojo(SettingsDecrypter decrypter, RepositorySystem maven) {
    super(decrypter, maven);
  }

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    super.execute();
    Map<String, Object> build = session().getRequest().getData();
    Callable<?> last = LastProject.arrived(build, project().getId(), expected());
    if (last == null) {
      return;
    }
    try {
      last.call();
    } catch (DeployException e) {
      throw new MojoFailureException(e.getMessage(), e);
    } catch (MojoExecutionException | MojoFailureException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new MojoExecutionException("The deployment failed: " + e.getMessage(), e);
    }
  }

  @Override
  List<Finding> ownFindings() {
    return imageFindings();
  }

  /** Now, while this project's class path is known; what is done with it waits for the others. */
  @Override
  void run() throws MojoFailureException {
    Deployment deployment = deployment();
    if (isPlanOnly()) {
      deployment.showDeployPlan();
      return;
    }
    Images images = images();
    LastProject.leave(
        session().getRequest().getData(),
        () -> {
          deployment.deploy(images);
          return null;
        });
  }

  private Set<String> expected() {
    Set<String> expected = new HashSet<>();
    for (MavenProject each : session().getProjects()) {
      if (execution().getSource() == MojoExecution.Source.CLI || isBound(each)) {
        expected.add(each.getId());
      }
    }
    return expected;
  }

  private boolean isBound(MavenProject other) {
    Plugin plugin = other.getPlugin(execution().getPlugin().getKey());
    if (plugin == null) {
      return false;
    }
    for (PluginExecution each : plugin.getExecutions()) {
      if (each.getGoals().contains(GOAL)) {
        return true;
      }
    }
    return false;
  }
}
