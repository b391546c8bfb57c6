// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.core.config.Settings;
import dev.lsml.core.config.SettingsException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * What the goals have in common that work with a backend's versions, be it deployed or local: the
 * deployed one's are meant when a Google Cloud project is named or the profile gcp is on.
 */
abstract class StoreMojo extends BackendMojo {
  /** The project in Label Studio, by its id or its full uid; all when not set. */
  @Parameter(property = "labelstudio.project")
  private @Nullable String labelStudioProject;

  @Override
  final void run() throws MojoFailureException, MojoExecutionException {
    URI location = location();
    getLog().info("Store " + location);
    run(location, labelStudioProject);
  }

  /** The store that the user names; {@code null} where that cannot be. */
  @Nullable String namedStore() {
    return null;
  }

  /** Does it, with the versions that are there. */
  abstract void run(URI location, @Nullable String labelStudioProject)
      throws MojoFailureException, MojoExecutionException;

  private URI location() throws MojoFailureException {
    if (namedStore() == null && namedCloud() != null) {
      return URI.create("gs://" + place().names().modelBucket());
    }
    Map<String, String> environment = new HashMap<>(environment());
    Path usual = LocalLaunch.store(root(), String.valueOf(folder().getFileName()));
    String named = namedStore();
    if (named != null) {
      environment.remove("MODEL_DIR");
      environment.put("LSML_STORE", named);
    }
    LocalLaunch.withStore(environment, usual);
    try {
      return Settings.of(environment).store();
    } catch (SettingsException e) {
      throw new MojoFailureException(e.getMessage(), e);
    }
  }
}
