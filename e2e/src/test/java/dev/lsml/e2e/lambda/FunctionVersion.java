// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.lambda;

import dev.lsml.core.json.JsonView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a function, as Lambda's API tells it. Two that are equal run the same.
 *
 * @param arn with the version, unless it is the one that is not published
 * @param image reference with digest; empty for a zip
 * @param zip URL of the package; empty for an image
 * @param handler of a zip's; empty for an image
 * @param command of an image, instead of its own; empty for its own
 * @param entryPoint of an image, instead of its own; empty for its own
 * @param environment the variables that were applied
 * @param snapStart whether instances come from a snapshot
 * @param digest of the package, and when it was last changed
 */
record FunctionVersion(
    String arn,
    String name,
    String version,
    String image,
    String zip,
    String runtime,
    String handler,
    List<String> command,
    List<String> entryPoint,
    Map<String, String> environment,
    int memory,
    Duration timeout,
    boolean snapStart,
    String logGroup,
    String digest) {
  /** For which Lambda gives a whole processor. */
  private static final double MEGABYTES_PER_CPU = 1769;

  /** Reads the answer to GetFunction. */
  static FunctionVersion of(JsonView function) {
    JsonView told = function.get("Configuration");
    JsonView code = function.get("Code");
    boolean image = "Image".equals(told.get("PackageType").stringOrNull());
    JsonView imageConfig = told.get("ImageConfigResponse").get("ImageConfig");
    String version = told.get("Version").string();
    Map<String, String> environment = new LinkedHashMap<>();
    Map<String, @Nullable Object> variables =
        told.get("Environment").get("Variables").objectOrNull();
    if (variables != null) {
      variables.forEach((name, value) -> environment.put(name, String.valueOf(value)));
    }
    return new FunctionVersion(
        told.get("FunctionArn").string(),
        told.get("FunctionName").string(),
        version,
        image ? code.get("ImageUri").string() : "",
        image ? "" : code.get("Location").string(),
        text(told.get("Runtime")),
        image ? "" : told.get("Handler").string(),
        texts(imageConfig.get("Command")),
        texts(imageConfig.get("EntryPoint")),
        Map.copyOf(environment),
        (int) told.get("MemorySize").whole(),
        Duration.ofSeconds(told.get("Timeout").whole()),
        !version.equals("$LATEST")
            && !image
            && "PublishedVersions".equals(told.get("SnapStart").get("ApplyOn").stringOrNull()),
        told.get("LoggingConfig").get("LogGroup").string(),
        told.get("CodeSha256").string() + " " + told.get("LastModified").string());
  }

  private static String text(JsonView value) {
    String text = value.stringOrNull();
    return text == null ? "" : text;
  }

  private static List<String> texts(JsonView list) {
    List<String> texts = new ArrayList<>();
    if (!list.isNull()) {
      list.items().forEach(item -> texts.add(item.string()));
    }
    return List.copyOf(texts);
  }

  boolean isImage() {
    return !image.isEmpty();
  }

  /** Processors in proportion to the memory, as many as this machine has at the most. */
  String cpus() {
    double share = Math.min(memory / MEGABYTES_PER_CPU, Runtime.getRuntime().availableProcessors());
    return Double.toString(Math.round(share * 1000) / 1000.0);
  }

  @Override
  public String toString() {
    return name + ":" + version;
  }
}
