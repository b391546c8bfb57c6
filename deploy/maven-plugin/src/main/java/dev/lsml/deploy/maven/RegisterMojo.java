// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.deploy.gcp.GcpSettings;
import dev.lsml.deploy.health.Advice;
import dev.lsml.deploy.health.HealthGate;
import dev.lsml.deploy.operate.Registering;
import java.time.Clock;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** Registers the deployed backend with a project of Label Studio, or brings that up to date. */
@Mojo(name = "register", threadSafe = true)
public final class RegisterMojo extends BackendMojo {
  private final SettingsDecrypter decrypter;

  /** The address of Label Studio; the one that the backend was deployed with when not set. */
  @Parameter(property = "labelstudio.url")
  private @Nullable String url;

  /**
   * The key of Label Studio's API. The environment's LABEL_STUDIO_API_KEY and the server {@code
   * label-studio} of Maven's settings go before it, and keep it out of the shell's history.
   */
  @Parameter(property = "labelstudio.apiKey")
  private @Nullable String apiKey;

  /** The id of the project in Label Studio. */
  @Parameter(property = "labelstudio.project")
  private @Nullable Long labelStudioProject;

  /** For Maven. */
  @Inject
  public RegisterMojo(SettingsDecrypter decrypter) {
    this.decrypter = decrypter;
  }

  @Override
  void run() throws MojoFailureException {
    if (labelStudioProject == null) {
      throw new MojoFailureException(
          "No project of Label Studio is named. Add -Dlabelstudio.project= with its number: the one"
              + " in the address of its page, /projects/NUMBER/.");
    }
    ApiKeyChoice choice = ApiKeyChoice.of(environment(), serverPassword(), apiKey);
    if (choice.warning() != null) {
      getLog().warn(choice.warning());
    }
    Registering.Result result =
        new Registering(
                deployed(),
                HealthGate.real(cloud() == CloudChoice.AWS ? Advice.AWS : Advice.GOOGLE),
                Clock.systemUTC(),
                time -> Thread.sleep(time.toMillis()))
            .register(
                labelStudioProject,
                GcpSettings.firstOf(url, environment().get("LABEL_STUDIO_URL")),
                choice.key(),
                getLog()::info);
    result.lines().forEach(getLog()::info);
  }

  private @Nullable String serverPassword() {
    Server server = session().getSettings().getServer(ApiKeyChoice.SERVER);
    return server == null
        ? null
        : decrypter.decrypt(new DefaultSettingsDecryptionRequest(server)).getServer().getPassword();
  }
}
