// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.deploy.health.HttpProbe;
import dev.lsml.deploy.operate.ServiceStatus;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/** Tells how the deployed backend is: its service, its model, its last trainings. */
@Mojo(name = "status", threadSafe = true)
public final class StatusMojo extends BackendMojo {
  /** For Maven. */
  public StatusMojo() {}

  @Override
  void run() throws MojoFailureException {
    new ServiceStatus(deployed(), new HttpProbe()).lines().forEach(getLog()::info);
  }
}
