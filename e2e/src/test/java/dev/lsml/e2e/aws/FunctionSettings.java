// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.aws;

import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda keeps of a function and the stand-in forgets: SnapStart, where logs go, an image's
 * command when it is changed, and which package each published version has. It is taken from the
 * requests and put into the answers. Thread-safe.
 */
public final class FunctionSettings implements AwsFilter {
  private static final List<String> FORGOTTEN =
      List.of("SnapStart", "LoggingConfig", "ImageConfig");
  private static final String LATEST = "$LATEST";

  private final String storage;
  private final Functions functions;
  private final Map<FunctionName, Map<String, @Nullable Object>> settings =
      new ConcurrentHashMap<>();
  private final Map<String, Map<String, @Nullable Object>> packages = new ConcurrentHashMap<>();

  /**
   * A filter.
   *
   * @param storage where buckets are, as the beginning of a URL
   * @param functions makes the snapshots of published versions
   */
  public FunctionSettings(String storage, Functions functions) {
    this.storage = storage;
    this.functions = functions;
  }

  @Override
  public AwsCall.Answer answer(AwsCall call, Next next) throws IOException, InterruptedException {
    List<String> path = call.path(); // DATE, functions, NAME, what of it
    if (!call.service().equals("lambda") || path.size() < 2 || !path.get(1).equals("functions")) {
      return next.answer(call);
    }
    if (call.method().equals("DELETE")) {
      AwsCall.Answer answer = next.answer(call);
      if (answer.isGood() && path.size() == 3 && call.parameter("Qualifier") == null) {
        String name = FunctionName.of(path.get(2), null).name();
        settings.keySet().removeIf(known -> known.name().equals(name));
      }
      return answer;
    }
    String of = path.size() > 3 ? path.get(3) : "";
    boolean read = call.method().equals("GET");
    boolean known = List.of("", "configuration", "code", "versions").contains(of);
    AwsCall.Answer answer = next.answer(call);
    if (!known || !answer.isGood()) {
      return answer;
    }
    Map<String, @Nullable Object> told = new LinkedHashMap<>(answer.view().object());
    if (!read) {
      Map<String, @Nullable Object> sent =
          call.body().length == 0 ? Map.of() : call.view().object();
      learn(of, sent, told);
    }
    if (told.get("Versions") instanceof List<?> versions) {
      List<Object> complete = new ArrayList<>();
      versions.forEach(version -> complete.add(complete(JsonView.of(version).object())));
      told.put("Versions", complete);
    } else if (told.get("Configuration") instanceof Map<?, ?>) {
      JsonView configuration = JsonView.of(told.get("Configuration"));
      told.put("Configuration", complete(configuration.object()));
      Map<String, @Nullable Object> code = packages.get(configuration.get("CodeSha256").string());
      if (code != null) {
        told.put("Code", code);
      }
    } else if (told.containsKey("FunctionName")) {
      told = complete(told);
      if (read && "On".equals(optimization(told))) {
        state(told);
      }
    }
    return AwsCall.Answer.json(answer.status(), told);
  }

  private void learn(
      String of, Map<String, @Nullable Object> sent, Map<String, @Nullable Object> told) {
    FunctionName latest = new FunctionName(String.valueOf(told.get("FunctionName")), LATEST);
    if (!of.equals("versions")) {
      Map<String, @Nullable Object> now =
          new LinkedHashMap<>(settings.getOrDefault(latest, Map.of()));
      FORGOTTEN.forEach(
          name -> {
            if (sent.get(name) != null) {
              now.put(name, sent.get(name));
            }
          });
      settings.put(latest, now);
      Object code = of.isEmpty() ? sent.get("Code") : of.equals("code") ? sent : null;
      if (code != null) {
        packages.put(String.valueOf(told.get("CodeSha256")), place(JsonView.of(code)));
      }
    }
    String version = String.valueOf(told.get("Version"));
    if (!version.equals(LATEST) && settings.containsKey(latest)) {
      settings.putIfAbsent(
          new FunctionName(latest.name(), version), Map.copyOf(settings.get(latest)));
    }
  }

  private Map<String, @Nullable Object> place(JsonView code) {
    Map<String, @Nullable Object> place = new LinkedHashMap<>();
    if (code.has("ImageUri")) {
      place.put("RepositoryType", "ECR");
      place.put("ImageUri", code.get("ImageUri").string());
      place.put("ResolvedImageUri", code.get("ImageUri").string());
    } else if (code.has("S3Key")) {
      place.put("RepositoryType", "S3");
      place.put(
          "Location",
          storage
              + "/"
              + code.get("S3Bucket").string()
              + "/"
              + code.get("S3Key").string()
              + "?X-Amz-Signature=0");
    }
    return place;
  }

  private static @Nullable Object optimization(Map<String, @Nullable Object> told) {
    return JsonView.of(told).get("SnapStart").get("OptimizationStatus").value();
  }

  /** A version with a snapshot answers nobody before that is made, and never where it failed. */
  private void state(Map<String, @Nullable Object> told) {
    Functions.Snapshot snapshot =
        functions.snapshot(
            String.valueOf(told.get("FunctionName")), String.valueOf(told.get("Version")));
    told.put("State", snapshot.state());
    if (!snapshot.reason().isEmpty()) {
      told.put("StateReason", snapshot.reason());
    }
  }

  /** A configuration as Lambda would tell it. */
  private Map<String, @Nullable Object> complete(Map<String, @Nullable Object> told) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>(told);
    String name = String.valueOf(told.get("FunctionName"));
    String version = String.valueOf(told.get("Version"));
    Map<String, @Nullable Object> own =
        settings.getOrDefault(new FunctionName(name, version), Map.of());
    if (own.get("SnapStart") != null) {
      Object applyOn = JsonView.of(own.get("SnapStart")).get("ApplyOn").value();
      boolean on = "PublishedVersions".equals(applyOn) && !version.equals(LATEST);
      result.put(
          "SnapStart",
          Map.of("ApplyOn", String.valueOf(applyOn), "OptimizationStatus", on ? "On" : "Off"));
    }
    Map<String, @Nullable Object> logging = new LinkedHashMap<>();
    logging.put("LogFormat", "Text");
    logging.put("LogGroup", "/aws/lambda/" + name);
    if (own.get("LoggingConfig") != null) {
      logging.putAll(JsonView.of(own.get("LoggingConfig")).object());
    }
    result.put("LoggingConfig", logging);
    if (own.get("ImageConfig") != null) {
      result.put("ImageConfigResponse", Map.of("ImageConfig", own.get("ImageConfig")));
    }
    return result;
  }
}
