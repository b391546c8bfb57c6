// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.doctor;

import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelconfig.ControlTag;
import dev.lsml.core.labelconfig.LabelConfig;
import dev.lsml.core.labelconfig.LabelConfigException;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.labelstudio.Project;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a project of Label Studio knows a backend: whether it is registered, whether Label Studio
 * reaches it, and whether smart tools ask it. Functions only.
 */
final class RegistrationChecks {
  private static final String REGISTER =
      "Run mvn lsml:register, or add it under the project's Settings, Model, Connect Model";

  private RegistrationChecks() {}

  /**
   * The registration that means the backend: that of its address, else the only one, since Label
   * Studio may reach it under another name.
   *
   * @return {@code null} when there is none
   */
  static @Nullable JsonView find(List<JsonView> registered, Patient backend) {
    for (JsonView each : registered) {
      if (url(each).equals(backend.url())) {
        return each;
      }
    }
    return registered.size() == 1 ? registered.get(0) : null;
  }

  static String url(JsonView registration) {
    return Patient.withoutSlash(registration.get("url").string());
  }

  /**
   * Looks. Asking for the list makes Label Studio call each backend's health and setup (protocol
   * §1.2), so the state that it tells is fresh.
   *
   * @param registered what the project has
   * @param found the one that is meant; {@code null} when there is none
   * @param modelVersion what the backend said to this machine; {@code null} when it did not
   */
  static List<Note> look(
      List<JsonView> registered,
      @Nullable JsonView found,
      Patient backend,
      @Nullable String modelVersion) {
    List<Note> notes = new ArrayList<>();
    if (found == null) {
      notes.add(
          Note.bad(
              "The backend is not registered with the project",
              registered.isEmpty()
                  ? "the project has no model"
                  : "the project's models are " + urls(registered),
              REGISTER));
      return notes;
    }
    notes.add(state(found, backend, modelVersion));
    if (registered.size() > 1 && !registered.get(0).equals(found)) {
      notes.add(
          Note.odd(
              "Label Studio asks another model for predictions",
              "of several models of a project it asks the first only, which is "
                  + url(registered.get(0)),
              "Remove that one under Settings, Model, or let one backend do the work of both"));
    }
    return notes;
  }

  private static Note state(JsonView found, Patient backend, @Nullable String modelVersion) {
    String url = url(found);
    String state = found.get("state").stringOrNull();
    if ("CO".equals(state) || "TR".equals(state) || "PR".equals(state)) {
      String theirs = found.get("model_version").stringOrNull();
      boolean isOther = modelVersion != null && theirs != null && !theirs.equals(modelVersion);
      if (isOther && !url.equals(backend.url())) {
        return Note.odd(
            "Label Studio talks to another backend than this one",
            "under " + url + " it gets model version " + theirs + ", and here is " + modelVersion,
            "Name the one that is meant with -Dlsml.url=, or correct the address in Label Studio");
      }
      return Note.good("Label Studio reaches the backend at " + url);
    }
    String error = found.get("error_message").stringOrNull();
    String cause = error == null || error.isBlank() ? "it says no more" : error.strip();
    if ("DI".equals(state)) {
      return Note.bad(
          "Label Studio cannot reach the backend at " + url,
          cause,
          isThisMachine(url)
              ? "localhost means Label Studio's own machine or container: use"
                  + " http://host.docker.internal:9090 or this machine's address, which mvn -Plocal"
                  + " prints, and register again"
              : "Check from Label Studio's machine: curl "
                  + url
                  + "/health. Addresses of its own"
                  + " network it refuses unless it runs with LABEL_STUDIO_ML_BLOCK_LOCAL_IP=false"
                  + " and LABEL_STUDIO_SSRF_PROTECTION_ENABLED=false");
    }
    return Note.bad(
        "Label Studio reaches " + url + ", but its setup fails there",
        cause,
        "Run mvn lsml:register, which sends the password again; then look at the backend's log");
  }

  static boolean isThisMachine(String url) {
    return url.matches("https?://(localhost|127\\.[0-9.]+|\\[::1])(:.*|/.*)?");
  }

  private static String urls(List<JsonView> registered) {
    List<String> urls = new ArrayList<>();
    registered.forEach(each -> urls.add(url(each)));
    return String.join(", ", urls);
  }

  /** Whether smart tools and the mark of an interactive model go together (protocol §1.8). */
  static Note smartTools(Project project, JsonView found) {
    List<String> smart = new ArrayList<>();
    try {
      for (ControlTag control : LabelConfig.parse(project.labelConfig()).controls().values()) {
        if ("true".equalsIgnoreCase(control.attribute("smart"))
            || "true".equalsIgnoreCase(control.attribute("smartOnly"))) {
          smart.add(control.name());
        }
      }
    } catch (LabelConfigException e) {
      return Note.bad(
          "The project's label config cannot be read",
          String.valueOf(e.getMessage()),
          "Correct it under Settings, Labeling Interface");
    }
    boolean isInteractive = found.get("is_interactive").flag(false);
    if (isInteractive && smart.isEmpty()) {
      return Note.odd(
          "No tool asks the model while somebody draws",
          "the model is marked interactive, but no control of the label config has smart=\"true\"",
          "Add smart=\"true\" to the control that prompts, such as KeyPointLabels, or unmark the"
              + " model");
    }
    if (!isInteractive && !smart.isEmpty()) {
      return Note.odd(
          "The smart tools " + String.join(", ", smart) + " get no answer",
          "the model is not marked interactive",
          "Under Settings, Model, edit it and switch Interactive preannotations on");
    }
    return Note.good(
        smart.isEmpty()
            ? "no smart tools, and the model is not marked interactive"
            : "the smart tools " + String.join(", ", smart) + " ask the model");
  }

  /** The project's models, in the order in which Label Studio asks them. */
  static List<JsonView> registered(LabelStudioClient client, Project project) {
    List<JsonView> registered = new ArrayList<>(client.backends(project.id()));
    registered.sort(java.util.Comparator.comparing(each -> each.get("id").whole()));
    return registered;
  }
}
