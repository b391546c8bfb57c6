// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/** Takes a deployment away. The models stay unless it is told otherwise. */
@Mojo(name = "destroy", threadSafe = true)
public final class DestroyMojo extends CloudMojo {
  /** Deletes the models and the state of Terraform too. */
  @Parameter(property = "lsml.destroy.data", defaultValue = "false")
  private boolean withData;

  /** For Maven. */
  @Inject
  public DestroyMojo(SettingsDecrypter decrypter, RepositorySystem maven) {
    super(decrypter, maven);
  }

  @Override
  void run() throws MojoFailureException {
    if (isPlanOnly()) {
      deployment().showDestroyPlan(withData);
    } else {
      deployment().destroy(withData);
    }
  }
}
