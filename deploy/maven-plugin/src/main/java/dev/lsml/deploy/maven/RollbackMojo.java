// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.deploy.operate.Versions;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Puts an earlier version of a project's model back in force. */
@Mojo(name = "rollback", threadSafe = true)
public final class RollbackMojo extends VersionsStoreMojo {
  /**
   * The number of the version, as {@code lsml:versions} lists it. Not called lsml.version: that is
   * what a POM calls the release of lsml that it uses.
   */
  @Parameter(property = "lsml.to")
  private @Nullable Integer version;

  /** For Maven. */
  public RollbackMojo() {}

  @Override
  void run(Versions versions, @Nullable String labelStudioProject) throws MojoFailureException {
    if (version == null) {
      versions.table(labelStudioProject).forEach(getLog()::info);
      throw new MojoFailureException(
          "No version is named. Add -Dlsml.to= with a number of those above.");
    }
    getLog().info(versions.rollBack(labelStudioProject, version));
  }
}
