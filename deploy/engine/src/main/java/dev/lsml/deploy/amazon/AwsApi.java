// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.amazon;

import dev.lsml.aws.auth.AwsEnvironment;
import dev.lsml.aws.auth.AwsKeys;
import dev.lsml.aws.auth.KeySource;
import dev.lsml.aws.auth.SigV4;
import dev.lsml.aws.http.AwsHttp;
import dev.lsml.aws.http.Backoff;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls to those of AWS's services that speak JSON, in one region, with the credentials of whoever
 * deploys: those that AWS's own tools would find. A busy service is asked again for some seconds.
 * Errors are {@link AwsException}s. Thread-safe.
 *
 * <p>The handful of calls that a deployment makes is written out here: the clients of all these
 * services would make the plugin several times as large to download.
 */
public final class AwsApi {
  private final Map<String, String> environment;
  private final String region;
  private final KeySource keys;
  private final AwsHttp http;
  private final InstantSource clock;

  /**
   * Makes one.
   *
   * @param environment endpoints
   * @param keys who calls
   */
  public AwsApi(
      Map<String, String> environment,
      String region,
      KeySource keys,
      AwsHttp http,
      InstantSource clock) {
    this.environment = Map.copyOf(environment);
    this.region = region;
    this.keys = keys;
    this.http = http;
    this.clock = clock;
  }

  /** One with the credentials that the environment leads to. */
  public static AwsApi of(Map<String, String> environment, String region) {
    return new AwsApi(
        environment,
        region,
        AwsEnvironment.keys(environment),
        AwsHttp.patient(new Backoff(Thread::sleep)),
        InstantSource.system());
  }

  /** The region that is asked. */
  public String region() {
    return region;
  }

  /**
   * Calls a service whose calls are paths, such as Lambda.
   *
   * @param what for people and for policies
   * @param path begins with a slash; encoded
   * @param body {@code null} for none
   */
  public JsonView rest(
      AwsService service,
      Call what,
      String method,
      String path,
      @Nullable Map<String, ? extends @Nullable Object> body) {
    return sent(
        service, what, method, path, new LinkedHashMap<>(), body == null ? null : Json.bytes(body));
  }

  /**
   * Calls a service whose calls are names, such as Secrets Manager.
   *
   * @param target such as {@code secretsmanager.GetSecretValue}
   */
  public JsonView call(
      AwsService service, Call what, String target, Map<String, ? extends @Nullable Object> body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Amz-Target", target);
    return sent(service, what, "POST", "/", headers, Json.bytes(body));
  }

  /**
   * What is done, in words.
   *
   * @param doing such as {@code read the secret texts/basic-auth-pass}
   * @param action the action of policies that allows it
   */
  public record Call(String doing, String action) {}

  private JsonView sent(
      AwsService service,
      Call what,
      String method,
      String path,
      Map<String, String> headers,
      byte @Nullable [] body) {
    URI address = URI.create(service.base(environment, region) + path);
    if (body != null) {
      boolean isNamed = headers.containsKey("X-Amz-Target");
      String named = "application/x-amz-json-1." + (service == AwsService.SQS ? "0" : "1");
      headers.put("Content-Type", isNamed ? named : "application/json");
    }
    try {
      AwsKeys signedWith = keys.keys();
      Map<String, String> signed =
          new SigV4(service.id(), region)
              .sign(
                  method,
                  address,
                  headers,
                  SigV4.hash(body == null ? new byte[0] : body),
                  signedWith,
                  clock.instant());
      Answer answer = http.send(method, address, signed, body, Answer::of);
      if (answer.status() < 300) {
        return JsonView.of(answer.body().length == 0 ? null : Json.read(answer.body()));
      }
      throw AwsRefusals.of(what, region, answer.status(), answer.code(), answer.message(), null);
    } catch (IOException | JsonException e) {
      throw AwsRefusals.unanswered(what.doing(), region, String.valueOf(e.getMessage()), e);
    }
  }

  private record Answer(int status, @Nullable String errorType, byte[] body) {
    static Answer of(int status, HttpURLConnection connection) throws IOException {
      try (InputStream body =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        return new Answer(
            status,
            connection.getHeaderField("x-amzn-errortype"),
            body == null ? new byte[0] : body.readAllBytes());
      }
    }

    /**
     * Told in a header or in the body, now with a namespace before it and now with a page behind.
     */
    String code() {
      String told = errorType != null ? errorType : field("__type");
      String name = told.substring(told.lastIndexOf('#') + 1);
      int colon = name.indexOf(':');
      return colon < 0 ? name : name.substring(0, colon);
    }

    String message() {
      String small = field("message");
      return small.isEmpty() ? field("Message") : small;
    }

    private String field(String name) {
      try {
        String text = JsonView.of(Json.read(body)).get(name).stringOrNull();
        return text == null ? "" : text;
      } catch (JsonException e) {
        return "";
      }
    }
  }
}
