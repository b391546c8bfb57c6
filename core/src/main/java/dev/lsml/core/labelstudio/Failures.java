// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.labelstudio.Transport.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts into words why a call failed: problem, cause, remedy. */
final class Failures {
  private static final int LONGEST_DETAIL = 500;
  private static final String LEGACY_DISABLED = "legacy token authentication has been disabled";

  private static final String RESERVED_ADDRESS = "resolves to a reserved network address";

  private Failures() {}

  /** No answer, after all attempts. */
  static LabelStudioException noAnswer(String method, URI uri, int attempts, IOException e) {
    String tries = attempts > 1 ? " after " + attempts + " attempts" : "";
    String remedy = Remedies.CHECK_URL;
    if (e instanceof Transport.TooLarge) {
      remedy = "Ask for less at a time, as with a smaller page_size";
    } else if (e instanceof Transport.TooSlow) {
      remedy = "Look into Label Studio's log for what keeps it busy, or ask for less at a time";
    }
    return new LabelStudioException(0, problem(method, uri), reason(e) + tries, remedy, e);
  }

  /** The thread was asked to stop. */
  static LabelStudioException interrupted(String method, URI uri, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new LabelStudioException(
        0, problem(method, uri), "the thread was interrupted", "Call again", e);
  }

  /** An answer that is a refusal. */
  static LabelStudioException refused(String method, URI uri, Reply reply, ApiKey key) {
    String detail = key.hide(detail(reply));
    String reason =
        "Label Studio answered " + reply.status() + (detail.isEmpty() ? "" : " (" + detail + ")");
    String remedy;
    if (reply.status() == 401 && detail.contains(LEGACY_DISABLED)) {
      reason += ", for the key is a legacy token and this server no longer takes those";
      remedy = Remedies.CREATE_TOKEN;
    } else if (reply.status() == 401 && key.kind() == ApiKey.Kind.ACCESS_TOKEN) {
      reason += ", for the key is an access token, which works for some minutes only";
      remedy = Remedies.CREATE_TOKEN;
    } else if (reply.status() == 401) {
      remedy =
          "Check that the key belongs to this Label Studio and was not revoked. "
              + Remedies.CREATE_TOKEN;
    } else if (reply.status() == 403 && detail.contains(RESERVED_ADDRESS)) {
      remedy =
          "Since 1.23.1 Label Studio refuses private addresses for backends and webhooks. Where"
              + " that is too strict, run it with LABEL_STUDIO_ML_BLOCK_LOCAL_IP=false and"
              + " LABEL_STUDIO_SSRF_PROTECTION_ENABLED=false";
    } else if (reply.status() == 403) {
      remedy = "Use the key of a user who may do this, as a member of the project";
    } else if (reply.status() == 404) {
      remedy = "Check that the id exists and that the key's user may see it. " + Remedies.CHECK_URL;
    } else if (reply.status() == 429 || reply.status() >= 500) {
      remedy = "Try again later; when it lasts, Label Studio's own log says more";
    } else {
      remedy = "Correct the request as the answer says";
    }
    return new LabelStudioException(reply.status(), problem(method, uri), reason, remedy, null);
  }

  /** A redirect that is not followed. */
  static LabelStudioException redirect(String method, URI uri, Reply reply, String why) {
    return new LabelStudioException(
        reply.status(),
        problem(method, uri),
        "the server answered with a redirect, " + why,
        "If that is your Label Studio, set LABEL_STUDIO_URL to the address it redirects to",
        null);
  }

  /** A success that is not JSON. */
  static LabelStudioException notJson(String method, URI uri, Reply reply, JsonException e) {
    return new LabelStudioException(
        reply.status(),
        problem(method, uri),
        "the answer is no JSON, so this may not be Label Studio's API",
        Remedies.CHECK_URL,
        e);
  }

  static String problem(String method, URI uri) {
    // Queries may be long and paths say enough.
    return "cannot " + method + " " + Origin.of(uri) + uri.getPath();
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** What the error body says: its detail and its validation errors, on one line of some length. */
  private static String detail(Reply reply) {
    Object body;
    try {
      body = reply.body().length == 0 ? null : Json.read(reply.body());
    } catch (JsonException e) {
      return "";
    }
    if (!(body instanceof Map<?, ?> error)) {
      return "";
    }
    StringBuilder text = new StringBuilder(text(error.get("detail")));
    if (error.get("validation_errors") != null) {
      text.append(text.length() == 0 ? "" : ": ").append(text(error.get("validation_errors")));
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        text.setCharAt(i, ' ');
      }
    }
    while (text.length() > 0 && text.charAt(text.length() - 1) == '.') {
      text.setLength(text.length() - 1);
    }
    if (text.length() > LONGEST_DETAIL) {
      text.setLength(LONGEST_DETAIL);
      text.append('…');
    }
    return text.toString();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value instanceof String string ? string : Json.text(value);
  }
}
