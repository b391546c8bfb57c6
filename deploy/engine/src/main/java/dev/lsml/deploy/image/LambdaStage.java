// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonException;
import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function behind its URL, beside an empty bucket of Amazon's and a secret. The variables are
 * those of Lambda (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html) and
 * those that deploying sets, the events those of a function URL.
 */
final class LambdaStage implements TrainingStage {
  private static final String USER = "training";

  private final Program program;
  private final TrainingStore store = new TrainingStore();
  private final RuntimeApi api = new RuntimeApi();

  LambdaStage(Program program) throws IOException {
    this.program = program;
  }

  @Override
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
    environment.put("_HANDLER", String.join(" ", program.arguments()));
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "training");
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769");
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/training");
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "training");
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    environment.put("LAMBDA_TASK_ROOT", "/var/task");
    environment.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
    environment.put("TZ", ":UTC");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "training");
    environment.put("AWS_SECRET_ACCESS_KEY", "training");
    environment.put("AWS_SESSION_TOKEN", "training");
    environment.put("AWS_ENDPOINT_URL", "http://" + store.address());
    environment.put("LSML_STORE", "s3://training");
    environment.put(
        "LSML_TRAINING_JOB", "https://sqs.us-east-1.amazonaws.com/123456789012/training.fifo");
    environment.put("BASIC_AUTH_USER", USER);
    environment.put(
        "BASIC_AUTH_PASS",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:training/basic-auth-pass-AbCdEf");
    return environment;
  }

  @Override
  public List<String> arguments() {
    return program.arguments();
  }

  @Override
  public boolean isUp() {
    return api.isAsked();
  }

  @Override
  public int ask(String path, byte @Nullable [] body) throws InterruptedException {
    byte[] answer = api.invoke(Json.bytes(event(path, body)));
    if (answer == null) {
      return 0;
    }
    try {
      return (int) JsonView.of(Json.read(answer)).get("statusCode").whole();
    } catch (JsonException e) {
      return 0; // an error of the function's
    }
  }

  private static Map<String, Object> event(String path, byte @Nullable [] body) {
    String host = "training.lambda-url.us-east-1.on.aws";
    Map<String, Object> http = new LinkedHashMap<>();
    http.put("method", body == null ? "GET" : "POST");
    http.put("path", path);
    http.put("protocol", "HTTP/1.1");
    http.put("sourceIp", "192.0.2.1");
    http.put("userAgent", "python-requests/2.32.4");
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("accountId", "anonymous");
    context.put("apiId", "training");
    context.put("domainName", host);
    context.put("domainPrefix", "training");
    context.put("http", http);
    context.put("requestId", "a0000000-0000-4000-8000-000000000000");
    context.put("routeKey", "$default");
    context.put("stage", "$default");
    context.put("time", "01/Jan/2026:00:00:00 +0000");
    context.put("timeEpoch", 1767225600000L);
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put("accept", "*/*");
    headers.put("accept-encoding", "gzip, deflate");
    headers.put("authorization", "Basic " + base64(USER + ":" + TrainingStore.SECRET));
    headers.put("content-type", "application/json");
    headers.put("host", host);
    headers.put("user-agent", "python-requests/2.32.4");
    headers.put("x-forwarded-for", "192.0.2.1");
    headers.put("x-forwarded-port", "443");
    headers.put("x-forwarded-proto", "https");
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("version", "2.0");
    event.put("routeKey", "$default");
    event.put("rawPath", path);
    event.put("rawQueryString", "");
    event.put("headers", headers);
    event.put("requestContext", context);
    if (body != null) {
      event.put("body", new String(body, StandardCharsets.UTF_8));
    }
    event.put("isBase64Encoded", false);
    return event;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    api.close();
    store.close();
  }
}
