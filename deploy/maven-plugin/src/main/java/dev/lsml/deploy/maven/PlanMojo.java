// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/** Shows what a deployment would do, and what is in its way; changes nothing. */
@Mojo(name = "plan", threadSafe = true)
public final class PlanMojo extends CloudMojo {
  /** For Maven. */
  @Inject
  public PlanMojo(SettingsDecrypter decrypter, RepositorySystem maven) {
    super(decrypter, maven);
  }

  @Override
  void run() throws MojoFailureException {
    deployment().showDeployPlan();
  }
}
