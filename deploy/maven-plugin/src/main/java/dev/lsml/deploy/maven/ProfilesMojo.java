// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** Ends a build whose profile was mistyped, before anything is built or published. */
@Mojo(name = "profiles", defaultPhase = LifecyclePhase.VALIDATE, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public final class ProfilesMojo extends AbstractMojo {
  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  /** For Maven. */
  public ProfilesMojo() {}

  @Override
  public void execute() throws MojoFailureException {
    Set<String> known = new HashSet<>();
    for (MavenProject project : session.getAllProjects()) {
      for (List<String> ids : project.getInjectedProfileIds().values()) {
        known.addAll(ids);
      }
    }
    String problem =
        ProfileGuard.problem(session.getRequest().getActiveProfiles(), known, session.getGoals());
    if (problem != null) {
      throw new MojoFailureException(problem);
    }
  }
}
