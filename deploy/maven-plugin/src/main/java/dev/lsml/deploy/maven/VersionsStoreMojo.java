// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.core.store.ObjectStore;
import dev.lsml.deploy.operate.Stores;
import dev.lsml.deploy.operate.Versions;
import java.net.URI;
import java.time.Clock;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/** What the goals have in common that look at or change which version is in force. */
abstract class VersionsStoreMojo extends StoreMojo {
  @Override
  final void run(URI location, @Nullable String labelStudioProject) throws MojoFailureException {
    try (ObjectStore store = Stores.open(location, storeEnvironment(), Clock.systemUTC())) {
      run(new Versions(store), labelStudioProject);
    }
  }

  /** Does it. */
  abstract void run(Versions versions, @Nullable String labelStudioProject)
      throws MojoFailureException;
}
