// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.labelstudio;

import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.labelstudio.LabelStudioException;
import dev.lsml.core.labelstudio.Sleeper;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Registers a backend with a Label Studio project, as often as one likes: what is there is changed,
 * what is missing is made. The password is sent each time, since Label Studio never tells it.
 *
 * <p>Thread-safe. Failed calls are {@link LabelStudioException}s, refusals of the backend by Label
 * Studio {@link DeployException}s.
 */
public final class Registration {
  /** The header in which webhooks send the backend's secret. */
  public static final String SECRET_HEADER = Webhooks.SECRET_HEADER;

  private static final int ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final LabelStudioClient client;
  private final Webhooks webhooks;
  private final Sleeper sleeper;

  /**
   * Makes one.
   *
   * @param sleeper waits between two attempts
   */
  public Registration(LabelStudioClient client, Sleeper sleeper) {
    this.client = client;
    this.webhooks = new Webhooks(client);
    this.sleeper = sleeper;
  }

  /**
   * What was done.
   *
   * @param backend the id that Label Studio knows the backend by
   * @param isNew whether it was not registered before
   * @param findings what does not work as it should all the same
   */
  public record Registered(long backend, boolean isNew, List<Finding> findings) {
    /** Copies the list. */
    public Registered {
      findings = List.copyOf(findings);
    }
  }

  /**
   * What was removed.
   *
   * @param backends number of registrations
   * @param webhooks number of webhooks
   */
  public record Removed(int backends, int webhooks) {}

  /**
   * Registers. Known by its address, or else by its title: then its address has changed, and the
   * old address's webhook goes.
   *
   * @throws DeployException when Label Studio does not accept the backend; says why and what to do
   */
  public Registered register(Wanted wanted) {
    JsonView known = find(wanted);
    JsonView result = known == null ? create(wanted) : change(known, wanted);
    if (known != null) {
      String before = Wanted.withoutSlash(known.get("url").string());
      if (!before.equals(wanted.url())) {
        webhooks.remove(wanted.project(), before);
      }
    }
    List<Finding> findings = new ArrayList<>();
    if ("ER".equals(result.get("state").stringOrNull())) {
      findings.add(
          Finding.warning(
              "Label Studio knows the backend, but could not connect to it",
              String.valueOf(result.get("error_message").stringOrNull()),
              "Run mvn lsml:register again; see mvn lsml:logs when it stays so"));
    }
    findings.addAll(webhooks.ensure(wanted.project(), wanted.url(), wanted.webhookSecret()));
    return new Registered(result.get("id").whole(), known == null, findings);
  }

  /** Removes a backend that has this address, and its webhooks; nothing when there is none. */
  public Removed remove(long project, String url) {
    String wanted = Wanted.withoutSlash(url);
    int backends = 0;
    for (JsonView backend : client.backends(project)) {
      if (Wanted.withoutSlash(backend.get("url").string()).equals(wanted)) {
        client.deleteBackend(backend.get("id").whole());
        backends++;
      }
    }
    return new Removed(backends, webhooks.remove(project, wanted));
  }

  private @Nullable JsonView find(Wanted wanted) {
    JsonView sameTitle = null;
    for (JsonView backend : client.backends(wanted.project())) {
      if (Wanted.withoutSlash(backend.get("url").string()).equals(wanted.url())) {
        return backend;
      }
      if (wanted.title().equals(backend.get("title").value())) {
        sameTitle = backend;
      }
    }
    return sameTitle;
  }

  private JsonView create(Wanted wanted) {
    Map<String, Object> fields = fields(wanted);
    fields.put("title", wanted.title());
    try {
      return attempt(wanted, () -> client.createBackend(fields));
    } catch (LabelStudioException e) {
      // With one of its two switches for private addresses off, Label Studio refuses and yet
      // stores the backend; what is missing then is the webhook.
      JsonView stored = e.status() == 403 ? find(wanted) : null;
      if (stored == null) {
        throw e;
      }
      return stored;
    }
  }

  private JsonView change(JsonView known, Wanted wanted) {
    long id = known.get("id").whole();
    return attempt(wanted, () -> client.patchBackend(id, fields(wanted)));
  }

  private static Map<String, Object> fields(Wanted wanted) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("project", wanted.project());
    fields.put("url", wanted.url());
    if (wanted.user() != null && wanted.password() != null) {
      fields.put("auth_method", "BASIC_AUTH");
      fields.put("basic_auth_user", wanted.user());
      fields.put("basic_auth_pass", wanted.password());
    } else {
      fields.put("auth_method", "NONE");
    }
    if (wanted.interactive() != null) {
      fields.put("is_interactive", wanted.interactive());
    }
    return fields;
  }

  @FunctionalInterface
  private interface Call {
    JsonView make();
  }

  /** Label Studio looks at the backend within a second, which an instance may have just missed. */
  private JsonView attempt(Wanted wanted, Call call) {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.make();
      } catch (LabelStudioException e) {
        if (e.status() != 400) {
          throw e;
        }
        if (attempt == ATTEMPTS || !isHealth(e)) {
          throw refused(wanted, e);
        }
        pause();
      }
    }
  }

  private static boolean isHealth(LabelStudioException e) {
    return e.reason().contains("health check failed");
  }

  private void pause() {
    try {
      sleeper.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(
          "The backend is not registered", "it was interrupted", "Run mvn lsml:register", e);
    }
  }

  private static DeployException refused(Wanted wanted, LabelStudioException e) {
    String remedy;
    if (isHealth(e)) {
      remedy =
          "Label Studio itself must reach "
              + wanted.url()
              + ", and waits one second. Run mvn lsml:register again; when a cold start takes"
              + " longer, set ML_TIMEOUT_HEALTH=10 in Label Studio's environment, or deploy with"
              + " -Dgcp.minInstances=1 on Google, -Daws.memory=3538 on AWS";
    } else if (e.reason().contains("authentication parameters")) {
      remedy =
          "The backend has another user name or password than its secret. Deploy again, then run"
              + " mvn lsml:register";
    } else if (e.reason().contains("valid ML backend")) {
      remedy =
          "Its /setup fails for this project: see mvn lsml:logs, and whether the model fits the"
              + " project's labeling config";
    } else {
      remedy = e.remedy();
    }
    return new DeployException(
        "Label Studio does not accept the backend for project " + wanted.project(),
        e.reason(),
        remedy,
        e);
  }
}
