// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.core.config.Settings;
import dev.lsml.core.config.SettingsException;
import dev.lsml.deploy.aws.AwsPlace;
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
 * deployed one's are meant when a profile or a property names a cloud.
 */
abstract class StoreMojo extends BackendMojo {
  /** The project in Label Studio, by its id or its full uid; all when not set. */
  @Parameter(property = "labelstudio.project")
  private @Nullable String labelStudioProject;

  private @Nullable String awsStoreRegion;

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

  /** The variables of the build's process, and in which region the store is. */
  final Map<String, String> storeEnvironment() {
    Map<String, String> environment = new HashMap<>(environment());
    if (awsStoreRegion != null) {
      environment.put("AWS_REGION", awsStoreRegion);
    }
    return environment;
  }

  /** Does it, with the versions that are there. */
  abstract void run(URI location, @Nullable String labelStudioProject)
      throws MojoFailureException, MojoExecutionException;

  private URI location() throws MojoFailureException {
    CloudChoice cloud = namedStore() == null ? namedCloud() : null;
    if (cloud == CloudChoice.GOOGLE) {
      return URI.create("gs://" + place().names().modelBucket());
    }
    if (cloud == CloudChoice.AWS) {
      AwsPlace place = placeOnAws();
      awsStoreRegion = place.settings().region();
      return place.models();
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
