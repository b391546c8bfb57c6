// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.deploy.operate.Versions;
import org.apache.maven.plugins.annotations.Mojo;
import org.jspecify.annotations.Nullable;

/** Lists the trained versions of each project, with what the model reported of them. */
@Mojo(name = "versions", threadSafe = true)
public final class VersionsMojo extends VersionsStoreMojo {
  /** For Maven. */
  public VersionsMojo() {}

  @Override
  void run(Versions versions, @Nullable String labelStudioProject) {
    versions.table(labelStudioProject).forEach(getLog()::info);
  }
}
