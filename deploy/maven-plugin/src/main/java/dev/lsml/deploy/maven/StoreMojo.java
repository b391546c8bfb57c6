// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.core.config.Settings;
import dev.lsml.core.config.SettingsException;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.deploy.operate.Stores;
import dev.lsml.deploy.operate.Versions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * What the goals have in common that work on a backend's versions, be it deployed or local: the
 * deployed one's are meant when a Google Cloud project is named or the profile gcp is on.
 */
abstract class StoreMojo extends BackendMojo {
  /** The project in Label Studio, by its id or its full uid; all when not set. */
  @Parameter(property = "labelstudio.project")
  private @Nullable String labelStudioProject;

  @Override
  final void run() throws MojoFailureException {
    URI location = location();
    getLog().info("Store " + location);
    try (ObjectStore store = Stores.open(location, environment(), Clock.systemUTC())) {
      run(new Versions(store), labelStudioProject);
    }
  }

  /** Does it. */
  abstract void run(Versions versions, @Nullable String labelStudioProject)
      throws MojoFailureException;

  private URI location() throws MojoFailureException {
    if (namedCloud() != null) {
      return URI.create("gs://" + place().names().modelBucket());
    }
    Map<String, String> environment = new HashMap<>(environment());
    Path usual = LocalLaunch.store(root(), String.valueOf(folder().getFileName()));
    LocalLaunch.withStore(environment, usual);
    try {
      return Settings.of(environment).store();
    } catch (SettingsException e) {
      throw new MojoFailureException(e.getMessage(), e);
    }
  }
}
