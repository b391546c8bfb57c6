// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.google;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Turns Google's refusals into problem, cause and remedy. The shape of an error is that of {@code
 * google.rpc.Status} with {@code ErrorInfo} details; Cloud Storage's older one has a list {@code
 * errors} with a {@code reason} each.
 */
final class Refusals {
  private static final int SHOWN = 300;

  private final String project;

  /** Takes the project that is deployed to, for the commands in remedies. */
  Refusals(String project) {
    this.project = project;
  }

  /** What an answer's body says. */
  private record Said(String code, String message, Map<String, ?> metadata) {
    String meta(String key) {
      return metadata.get(key) instanceof String text ? text : "";
    }
  }

  GoogleApiException of(GoogleService service, String what, int status, byte[] body) {
    Said said = read(body);
    String message = said.message().isEmpty() ? "HTTP " + status : said.message();
    String code = said.code();
    return switch (code) {
      case "SERVICE_DISABLED", "accessNotConfigured" -> disabled(service, what, status, said);
      case "BILLING_DISABLED" ->
          new GoogleApiException(
              status, code, what, "billing is not enabled for " + project, billing(), null);
      case "USER_PROJECT_DENIED" ->
          new GoogleApiException(
              status,
              code,
              what,
              "the account may not use the quota of the project that its credentials name",
              "Run: gcloud auth application-default set-quota-project " + project,
              null);
      default -> byStatus(service, what, status, code, message, said);
    };
  }

  GoogleApiException unreachable(GoogleService service, String what, Exception cause) {
    String message = cause.getMessage();
    String reason = message == null ? cause.getClass().getSimpleName() : message;
    return new GoogleApiException(
        0,
        "",
        what,
        service.title() + " cannot be reached: " + reason,
        "Check the network and its proxy; "
            + service.variable()
            + " tells another address than https://"
            + service.apiName()
            + "/",
        cause);
  }

  private GoogleApiException disabled(GoogleService service, String what, int status, Said said) {
    String api = said.meta("service").isEmpty() ? service.apiName() : said.meta("service");
    return new GoogleApiException(
        status,
        "SERVICE_DISABLED",
        what,
        "the API " + api + " is not enabled in project " + project,
        "Run: gcloud services enable "
            + api
            + " --project="
            + project
            + " (or press Enable at https://console.cloud.google.com/apis/library/"
            + api
            + "?project="
            + project
            + "), and try again in a minute",
        null);
  }

  private GoogleApiException byStatus(
      GoogleService service, String what, int status, String code, String message, Said said) {
    String remedy =
        switch (status) {
          case 401 ->
              "The access token has run out or is not one of Google's. Log in again: gcloud auth"
                  + " application-default login; when GOOGLE_OAUTH_ACCESS_TOKEN is set, renew or"
                  + " unset it";
          case 403 -> permission(service, said, message);
          case 404 -> "Check project, region and service name, and whether it was deployed at all";
          case 409 -> "Something else changed it, or holds that name; look, and try again";
          case 429 ->
              "A quota is used up; wait a minute, or raise it at " + page("iam-admin/quotas");
          default ->
              status >= 500
                  ? "That is a fault on Google's side; try again, and see"
                      + " https://status.cloud.google.com"
                  : "The message is Google's; it names what it does not accept";
        };
    return new GoogleApiException(
        status, code, what, service.title() + " says: " + message, remedy, null);
  }

  private String permission(GoogleService service, Said said, String message) {
    if (message.contains("quota project")) {
      return "Run: gcloud auth application-default set-quota-project " + project;
    }
    String permission = said.meta("permission");
    if (permission.isEmpty()) {
      permission = quotedPermission(message);
    }
    String role = Roles.holding(permission.isEmpty() ? start(service) : permission);
    String lacking = permission.isEmpty() ? "" : "The permission " + permission + " is missing. ";
    return role == null
        ? lacking + "Ask an owner of the project for a role that holds it"
        : lacking + "An owner of the project can grant it: " + Roles.grant(project, role);
  }

  /** Messages name it as in {@code Permission 'run.services.get' denied on resource …}. */
  private static String quotedPermission(String message) {
    int start = message.indexOf("ermission '");
    int end = start < 0 ? -1 : message.indexOf('\'', start + 11);
    if (end > 0) {
      return message.substring(start + 11, end);
    }
    int word = message.indexOf(" does not have ");
    int stop = word < 0 ? -1 : message.indexOf(" access", word);
    return stop < 0 ? "" : message.substring(word + 15, stop);
  }

  private static String start(GoogleService service) {
    return switch (service) {
      case CLOUDRESOURCEMANAGER -> "resourcemanager.projects.get";
      case CLOUDBILLING -> "resourcemanager.projects.get";
      default -> service.apiName().substring(0, service.apiName().indexOf('.') + 1);
    };
  }

  String billing() {
    return "Link a billing account at "
        + "https://console.cloud.google.com/billing/linkedaccount?project="
        + project
        + ", or run: gcloud billing projects link "
        + project
        + " --billing-account=ACCOUNT_ID";
  }

  private String page(String path) {
    return "https://console.cloud.google.com/" + path + "?project=" + project;
  }

  private static Said read(byte[] body) {
    try {
      JsonView error = JsonView.of(Json.read(body)).get("error");
      if (error.value() instanceof String word) { // the token endpoints' shape
        return new Said(word, word, Map.of());
      }
      String message = String.valueOf(error.get("message").stringOrNull());
      for (JsonView detail : error.get("details").items()) {
        if (detail.value() instanceof Map<?, ?> && detail.has("reason")) {
          Map<String, ?> metadata = detail.get("metadata").objectOrNull();
          return new Said(
              detail.get("reason").string(), message, metadata == null ? Map.of() : metadata);
        }
      }
      for (JsonView each : error.get("errors").items()) {
        if (each.has("reason")) {
          return new Said(each.get("reason").string(), message, Map.of());
        }
      }
      String status = error.get("status").stringOrNull();
      return new Said(status == null ? "" : status, message, Map.of());
    } catch (JsonException e) {
      String text = new String(body, StandardCharsets.UTF_8).strip();
      boolean page = text.startsWith("<");
      String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + " …" : text;
      return new Said("", page ? "" : shown, Map.of());
    }
  }
}
