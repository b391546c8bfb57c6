// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.wire;

import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.ApiKey;
import dev.lsml.core.labelstudio.BaseUrl;
import dev.lsml.core.labelstudio.ClientOptions;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.labelstudio.LabelStudioException;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.labelstudio.Registration;
import dev.lsml.deploy.labelstudio.Wanted;
import dev.lsml.deploy.plan.Access;
import dev.lsml.deploy.plan.LabelStudio;
import dev.lsml.deploy.plan.Registrar;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Label Studio, with the key of whoever deploys. Not thread-safe. */
public final class LabelStudioPart implements Registrar {
  private static final String SET_KEY =
      "Set the environment variable LABEL_STUDIO_API_KEY; it is a personal access token"
          + " (Label Studio: Account & Settings, Personal Access Token). A server with id label-studio in Maven's settings.xml"
          + " will do as well";

  private final @Nullable String key;
  private final String title;
  private final ClientOptions options;

  /**
   * Makes one; asks nobody yet.
   *
   * @param key secret; {@code null} when none is known
   * @param title what a new backend is called in Label Studio
   */
  public LabelStudioPart(@Nullable String key, String title, ClientOptions options) {
    this.key = key;
    this.title = title;
    this.options = options;
  }

  @Override
  public List<Finding> check(LabelStudio labelStudio) {
    List<Finding> findings = new ArrayList<>();
    String url = labelStudio.url();
    if (key == null) {
      findings.add(
          Finding.error(
              "There is no API key for Label Studio at " + url,
              "the backend fetches annotations with it",
              SET_KEY));
      return findings;
    }
    try {
      LabelStudioClient client = client(labelStudio);
      if (isThisMachine(url)) {
        findings.add(
            Finding.warning(
                "The backend cannot reach Label Studio at " + url,
                "that address means this machine",
                "Give an address that is reachable from the Internet, or training will fail"));
      }
      client.whoami();
      Long project = labelStudio.project();
      if (project != null) {
        client.project(project);
      }
    } catch (IllegalArgumentException e) {
      findings.add(
          Finding.error(
              "Label Studio cannot be asked",
              String.valueOf(e.getMessage()),
              "Correct -Dlabelstudio.url= or the key"));
    } catch (LabelStudioException e) {
      findings.add(finding(labelStudio, e));
    }
    return findings;
  }

  /**
   * That it cannot be reached from here is no reason not to deploy, as long as nothing has to be
   * told to it: it may sit in a network that the cloud reaches and this machine does not.
   */
  private static Finding finding(LabelStudio labelStudio, LabelStudioException e) {
    boolean isUnreachable = e.status() == 0 || e.status() >= 500;
    return isUnreachable && labelStudio.project() == null
        ? Finding.warning(e.problem(), e.reason(), e.remedy())
        : Finding.error(e.problem(), e.reason(), e.remedy());
  }

  @Override
  public List<String> register(LabelStudio labelStudio, String endpointUrl, Access access) {
    Long project = labelStudio.project();
    if (project == null) {
      throw new IllegalArgumentException("a project is needed");
    }
    try {
      Registration.Registered registered =
          registration(client(labelStudio))
              .register(
                  new Wanted(
                      project,
                      endpointUrl,
                      title,
                      access.user(),
                      access.password(),
                      access.webhookSecret(),
                      null));
      List<String> lines = new ArrayList<>();
      lines.add(
          (registered.isNew() ? "registered as backend " : "registered already, as backend ")
              + registered.backend()
              + ": "
              + labelStudio.url()
              + "/projects/"
              + project
              + "/settings/ml");
      registered.findings().forEach(finding -> lines.add("Note: " + finding));
      return lines;
    } catch (LabelStudioException e) {
      throw failed(e);
    }
  }

  @Override
  public List<String> unregister(LabelStudio labelStudio, String endpointUrl) {
    try {
      LabelStudioClient client = client(labelStudio);
      Registration registration = registration(client);
      List<String> lines = new ArrayList<>();
      for (long project : projects(client, labelStudio)) {
        Registration.Removed removed = registration.remove(project, endpointUrl);
        if (removed.backends() + removed.webhooks() > 0) {
          lines.add(
              "removed from project "
                  + project
                  + ": "
                  + removed.backends()
                  + " registration(s), "
                  + removed.webhooks()
                  + " webhook(s)");
        }
      }
      return lines.isEmpty() ? List.of("it is not registered") : lines;
    } catch (LabelStudioException e) {
      throw failed(e);
    }
  }

  private static List<Long> projects(LabelStudioClient client, LabelStudio labelStudio) {
    Long named = labelStudio.project();
    if (named != null) {
      return List.of(named);
    }
    List<Long> projects = new ArrayList<>();
    for (int page = 1; ; page++) {
      JsonView answer = client.get("/api/projects?include=id&page_size=100&page=" + page);
      answer.get("results").items().forEach(project -> projects.add(project.get("id").whole()));
      if (answer.get("next").isNull()) {
        return projects;
      }
    }
  }

  private LabelStudioClient client(LabelStudio labelStudio) {
    if (key == null) {
      throw new DeployException(
          "Label Studio cannot be told", "there is no API key for it", SET_KEY);
    }
    return new LabelStudioClient(new BaseUrl(labelStudio.url()), ApiKey.of(key), options);
  }

  private Registration registration(LabelStudioClient client) {
    return new Registration(client, options.sleeper());
  }

  private static DeployException failed(LabelStudioException e) {
    return new DeployException(e.problem(), e.reason(), e.remedy(), e);
  }

  private static boolean isThisMachine(String url) {
    String host = String.valueOf(URI.create(url).getHost());
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
