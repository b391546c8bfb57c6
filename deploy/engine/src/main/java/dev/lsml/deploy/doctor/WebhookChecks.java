// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.doctor;

import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.labelstudio.Registration;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a project tells a backend of new annotations (protocol §2). Functions only. */
final class WebhookChecks {
  private static final String NOT_TOLD = "The backend is not told of new annotations";
  private static final String REGISTER = "Run mvn lsml:register, which mends it";
  private static final Set<String> TEACHING =
      Set.of("ANNOTATION_CREATED", "ANNOTATION_UPDATED", "ANNOTATIONS_CREATED");

  private WebhookChecks() {}

  /**
   * Looks.
   *
   * @param webhooks those of the project
   * @param url the backend's address as Label Studio knows it
   */
  static List<Note> look(List<JsonView> webhooks, String url, Patient backend) {
    List<JsonView> found = new ArrayList<>();
    for (JsonView each : webhooks) {
      if (Patient.withoutSlash(each.get("url").string()).equals(url + "/webhook")) {
        found.add(each);
      }
    }
    if (found.isEmpty()) {
      return List.of(missing(url));
    }
    List<Note> notes = new ArrayList<>();
    for (JsonView each : found) {
      Note note = look(each, url, backend);
      if (note.finding() == null) {
        notes.clear();
        notes.add(note);
        break;
      }
      notes.add(note);
    }
    if (found.size() > 1) {
      notes.add(
          Note.odd(
              "There are " + found.size() + " webhooks for the backend",
              "each event is sent by each of them",
              "Delete all but one under the project's Settings, Webhooks"));
    }
    return notes;
  }

  private static Note missing(String url) {
    String host = String.valueOf(URI.create(url).getHost());
    boolean isOdd = host.equals("null") || host.indexOf('.') < 0 || host.contains("_");
    return Note.bad(
        NOT_TOLD,
        isOdd && !host.equals("localhost")
            ? "Label Studio makes no webhook, and says nothing, for a host name without a dot or"
                + " with an underscore, as in "
                + url
            : "the project has no webhook " + url + "/webhook",
        isOdd && !host.equals("localhost")
            ? "Give the backend a name with a dot, such as the network alias ml.internal, and"
                + " register it under that. Start Training works all the same"
            : REGISTER + ". Start Training works all the same");
  }

  private static Note look(JsonView webhook, String url, Patient backend) {
    if (!webhook.get("is_active").flag(true)) {
      return Note.bad(NOT_TOLD, "the webhook " + url + "/webhook is switched off", REGISTER);
    }
    if (!webhook.get("send_for_all_actions").flag(false) && !teaches(webhook)) {
      return Note.bad(
          NOT_TOLD,
          "the webhook " + url + "/webhook is sent for other actions only",
          "Under the project's Settings, Webhooks, let it send all actions");
    }
    Object sent = header(webhook);
    if (backend.webhookSecret() != null && !backend.webhookSecret().equals(sent)) {
      return Note.bad(
          "The backend refuses what Label Studio tells it",
          sent == null
              ? "the webhook lacks the header " + Registration.SECRET_HEADER
              : "the webhook's header " + Registration.SECRET_HEADER + " has another value",
          REGISTER);
    }
    if (backend.webhookSecret() == null && backend.isProtected()) {
      return Note.bad(
          "The backend refuses what Label Studio tells it",
          "the backend wants a password, which Label Studio does not send with webhooks, and has"
              + " no secret that they could send instead",
          "Start it with LSML_WEBHOOK_SECRET, and give the webhook the header "
              + Registration.SECRET_HEADER);
    }
    return Note.good("the webhook tells the backend of new annotations");
  }

  private static boolean teaches(JsonView webhook) {
    for (JsonView action : webhook.get("actions").items()) {
      if (TEACHING.contains(action.string())) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Object header(JsonView webhook) {
    Map<String, @Nullable Object> headers = webhook.get("headers").objectOrNull();
    if (headers != null) {
      for (Map.Entry<String, @Nullable Object> each : headers.entrySet()) {
        if (each.getKey().equalsIgnoreCase(Registration.SECRET_HEADER)) {
          return each.getValue();
        }
      }
    }
    return null;
  }
}
