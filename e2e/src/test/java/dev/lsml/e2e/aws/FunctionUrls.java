// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.aws;

import dev.lsml.e2e.parts.AwsApi;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Function URLs, of which the stand-in has one per function and serves none: here each alias may
 * have one, and it is where the function can be reached. Thread-safe.
 */
public final class FunctionUrls implements AwsFilter {
  private static final String TIME = "2026-01-01T00:00:00.000+0000";

  private final Functions functions;
  private final Map<FunctionName, Map<String, @Nullable Object>> urls = new ConcurrentHashMap<>();

  public FunctionUrls(Functions functions) {
    this.functions = functions;
  }

  @Override
  public AwsCall.Answer answer(AwsCall call, Next next) throws IOException, InterruptedException {
    List<String> path = call.path(); // DATE, functions, NAME, url
    if (!call.service().equals("lambda") || path.size() < 3 || !path.get(1).equals("functions")) {
      return next.answer(call);
    }
    FunctionName function = FunctionName.of(path.get(2), call.parameter("Qualifier"));
    if (path.size() == 4 && path.get(3).equals("url")) {
      return switch (call.method()) {
        case "POST" -> create(function, call);
        case "PUT" -> update(function, call);
        case "DELETE" -> delete(function);
        default -> read(function, 200);
      };
    }
    AwsCall.Answer answer = next.answer(call);
    if (path.size() == 3
        && call.method().equals("DELETE")
        && answer.isGood()
        && function.qualifier().equals("$LATEST")) {
      for (FunctionName known : urls.keySet()) {
        if (known.name().equals(function.name())) {
          delete(known);
        }
      }
      functions.deleted(function.name());
    }
    return answer;
  }

  private AwsCall.Answer create(FunctionName function, AwsCall call) throws IOException {
    if (urls.containsKey(function)) {
      return AwsCall.Answer.refusal(
          409,
          "ResourceConflictException",
          "Failed to create function url config for [functionArn = "
              + function
              + "]. Error"
              + " message:  FunctionUrlConfig exists for this Lambda function");
    }
    Map<String, @Nullable Object> url = new LinkedHashMap<>(call.view().object());
    url.put("FunctionUrl", functions.open(function.name(), function.qualifier()) + "/");
    url.put(
        "FunctionArn",
        "arn:aws:lambda:"
            + AwsApi.REGION
            + ":123456789012:function:"
            + (function.qualifier().equals("$LATEST") ? function.name() : function));
    url.putIfAbsent("InvokeMode", "BUFFERED");
    url.put("CreationTime", TIME);
    url.put("LastModifiedTime", TIME);
    urls.put(function, url);
    return read(function, 201);
  }

  private AwsCall.Answer update(FunctionName function, AwsCall call) {
    Map<String, @Nullable Object> url = urls.get(function);
    if (url != null) {
      Map<String, @Nullable Object> changed = new LinkedHashMap<>(url);
      changed.putAll(call.view().object());
      urls.put(function, changed);
    }
    return read(function, 200);
  }

  private AwsCall.Answer delete(FunctionName function) {
    AwsCall.Answer known = read(function, 204);
    if (urls.remove(function) != null) {
      functions.close(function.name(), function.qualifier());
    }
    return known.isGood() ? new AwsCall.Answer(204, Map.of(), new byte[0]) : known;
  }

  private AwsCall.Answer read(FunctionName function, int status) {
    Map<String, @Nullable Object> url = urls.get(function);
    return url == null
        ? AwsCall.Answer.refusal(
            404, "ResourceNotFoundException", "The resource you requested does not exist.")
        : AwsCall.Answer.json(status, url);
  }

  /** Where a function's URL is served. */
  public URI url(String function, String qualifier) {
    Map<String, @Nullable Object> url = urls.get(new FunctionName(function, qualifier));
    if (url == null) {
      throw new AssertionError("there is no URL of " + function + ":" + qualifier);
    }
    return URI.create(String.valueOf(url.get("FunctionUrl")));
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return urls.isEmpty();
  }
}
