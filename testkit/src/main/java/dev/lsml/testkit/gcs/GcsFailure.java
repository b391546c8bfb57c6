// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.gcs;

import dev.lsml.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An answer other than success, in the form that Google's JSON APIs give it. */
final class GcsFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;

  private GcsFailure(int status, String reason, String message) {
    super(message);
    this.status = status;
    this.reason = reason;
  }

  static GcsFailure noObject(String bucket, String name) {
    return new GcsFailure(404, "notFound", "No such object: " + bucket + "/" + name);
  }

  static GcsFailure noBucket() {
    return new GcsFailure(404, "notFound", "The specified bucket does not exist.");
  }

  static GcsFailure notFound() {
    return new GcsFailure(404, "notFound", "Not Found");
  }

  static GcsFailure bucketExists() {
    return new GcsFailure(
        409,
        "conflict",
        "Your previous request to create the named bucket succeeded and you already own it.");
  }

  static GcsFailure bucketNotEmpty() {
    return new GcsFailure(409, "conflict", "The bucket you tried to delete is not empty.");
  }

  static GcsFailure conditionNotMet() {
    return new GcsFailure(
        412, "conditionNotMet", "At least one of the pre-conditions you specified did not hold.");
  }

  static GcsFailure notModified() {
    return new GcsFailure(304, "notModified", "Not Modified");
  }

  static GcsFailure rangeNotSatisfiable() {
    return new GcsFailure(416, "requestedRangeNotSatisfiable", "Request range not satisfiable");
  }

  static GcsFailure invalid(String message) {
    return new GcsFailure(400, "invalid", message);
  }

  static GcsFailure unavailable() {
    return new GcsFailure(503, "backendError", "We encountered an internal error. Try again.");
  }

  static GcsFailure tooManyRequests() {
    return new GcsFailure(
        429,
        "rateLimitExceeded",
        "The object exceeded the rate limit for object mutation operations (create, update, and"
            + " delete). Please reduce your request rate.");
  }

  GcsAnswer answer() {
    if (status == 304) {
      return GcsAnswer.empty(304);
    }
    String message = String.valueOf(getMessage());
    Map<String, Object> error = Map.of("message", message, "domain", "global", "reason", reason);
    return GcsAnswer.of(
        status,
        "application/json; charset=UTF-8",
        Json.bytes(
            Map.of("error", Map.of("code", status, "message", message, "errors", List.of(error)))));
  }

  /** As the XML API puts it, which some clients read objects with. */
  GcsAnswer xmlAnswer() {
    if (status == 304) {
      return GcsAnswer.empty(304);
    }
    String code = status == 404 ? "NoSuchKey" : status == 412 ? "PreconditionFailed" : reason;
    return GcsAnswer.of(
        status,
        "application/xml; charset=UTF-8",
        ("<?xml version='1.0' encoding='UTF-8'?><Error><Code>" + code + "</Code></Error>")
            .getBytes(StandardCharsets.UTF_8));
  }
}
