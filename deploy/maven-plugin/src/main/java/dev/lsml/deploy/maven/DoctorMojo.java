// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import dev.lsml.core.labelstudio.ApiKey;
import dev.lsml.core.labelstudio.BaseUrl;
import dev.lsml.core.labelstudio.ClientOptions;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.deploy.doctor.Doctor;
import dev.lsml.deploy.doctor.Note;
import dev.lsml.deploy.doctor.Patient;
import dev.lsml.deploy.gcp.GcpSettings;
import dev.lsml.deploy.health.HttpProbe;
import java.time.Clock;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * Looks from both sides at why Label Studio and the backend cannot talk, and says what to do.
 * Changes nothing. Fails when something does not work.
 */
@Mojo(name = "doctor", threadSafe = true)
public final class DoctorMojo extends BackendMojo {
  private final SettingsDecrypter decrypter;

  /**
   * The address of the backend; when not set, that of the deployed one where a profile or a
   * property names a cloud, else that of mvn -Plocal.
   */
  @Parameter(property = "lsml.url")
  private @Nullable String backendUrl;

  /** The port of the backend that mvn -Plocal serves. */
  @Parameter(property = "lsml.port", defaultValue = "9090")
  private int port;

  /** The address of Label Studio; the environment's LABEL_STUDIO_URL when not set. */
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
  public DoctorMojo(SettingsDecrypter decrypter) {
    this.decrypter = decrypter;
  }

  @Override
  void run() throws MojoFailureException {
    Patient backend = backend();
    getLog().info("Backend " + backend.url());
    List<Note> notes;
    try {
      notes = examine(new Doctor(backend, new HttpProbe(), System::nanoTime));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoFailureException("Interrupted; not everything was looked at", e);
    }
    Doctor.lines(notes).forEach(getLog()::info);
    long problems =
        notes.stream().filter(note -> note.finding() != null && note.finding().isError()).count();
    if (problems > 0) {
      throw new MojoFailureException(
          problems + (problems == 1 ? " problem" : " problems") + "; see above what to do");
    }
  }

  private List<Note> examine(Doctor doctor) throws InterruptedException, MojoFailureException {
    String address = GcpSettings.firstOf(url, environment().get("LABEL_STUDIO_URL"));
    if (address == null) {
      return doctor.examine();
    }
    ApiKeyChoice choice = ApiKeyChoice.of(environment(), serverPassword(), apiKey);
    if (choice.warning() != null) {
      getLog().warn(choice.warning());
    }
    String key = choice.key();
    if (key == null) {
      throw new MojoFailureException(
          "There is no key for Label Studio at "
              + address
              + ". Make a personal access token (Label Studio: Account & Settings, Personal Access"
              + " Token) and set it as LABEL_STUDIO_API_KEY.");
    }
    try {
      ApiKey kind = ApiKey.of(key);
      LabelStudioClient client =
          new LabelStudioClient(
              new BaseUrl(address), kind, ClientOptions.defaults(Clock.systemUTC()));
      return doctor.examine(client, kind, labelStudioProject);
    } catch (IllegalArgumentException e) {
      throw new MojoFailureException(
          e.getMessage() + ". Correct -Dlabelstudio.url= or LABEL_STUDIO_API_KEY.", e);
    }
  }

  private Patient backend() throws MojoFailureException {
    String address = GcpSettings.firstOf(backendUrl);
    if (address == null && namedCloud() != null) {
      return Patient.of(deployed());
    }
    return new Patient(
        address == null ? "http://localhost:" + port : address,
        GcpSettings.firstOf(environment().get("BASIC_AUTH_USER")),
        GcpSettings.firstOf(environment().get("BASIC_AUTH_PASS")),
        GcpSettings.firstOf(environment().get("LSML_WEBHOOK_SECRET")));
  }

  private @Nullable String serverPassword() {
    Server server = session().getSettings().getServer(ApiKeyChoice.SERVER);
    return server == null
        ? null
        : decrypter.decrypt(new DefaultSettingsDecryptionRequest(server)).getServer().getPassword();
  }
}
