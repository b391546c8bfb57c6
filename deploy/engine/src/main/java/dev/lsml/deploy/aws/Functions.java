// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.aws;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.Sleeper;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.amazon.AwsApi;
import dev.lsml.deploy.amazon.AwsException;
import dev.lsml.deploy.amazon.AwsService;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The function that serves, as Lambda's API tells of it. Thread-safe. */
final class Functions {
  private static final String CONDITION = "lambda:InvokedViaFunctionUrl";

  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** Lambda itself gives up after 15 minutes at the latest. */
  private static final int MOST_LOOKS = 450;

  private final AwsApi api;
  private final AwsNames names;
  private final Sleeper sleeper;

  Functions(AwsApi api, AwsNames names) {
    this(api, names, time -> Thread.sleep(time.toMillis()));
  }

  /**
   * Asks nobody yet.
   *
   * @param sleeper waits between two looks
   */
  Functions(AwsApi api, AwsNames names, Sleeper sleeper) {
    this.api = api;
    this.names = names;
    this.sleeper = sleeper;
  }

  /**
   * What a published version runs; {@code null} when it cannot be learned. A zip is named by its
   * digest, which Lambda knows.
   */
  @Nullable String artifact(String version) {
    AwsApi.Call what =
        new AwsApi.Call("read version " + version + " of " + names.service(), "lambda:GetFunction");
    try {
      JsonView function =
          api.rest(AwsService.LAMBDA, what, "GET", path("", version, "2015-03-31"), null);
      String image = function.get("Code").get("ResolvedImageUri").stringOrNull();
      if (image != null) {
        return image;
      }
      String digest = function.get("Configuration").get("CodeSha256").stringOrNull();
      return digest == null
          ? null
          : "s3://"
              + names.stateBucket()
              + "/code/"
              + HexFormat.of().formatHex(Base64.getDecoder().decode(digest))
              + ".zip";
    } catch (AwsException e) {
      return null; // whoever asks goes on without
    }
  }

  /**
   * Lets everybody call an alias by its URL, unless its policy has that statement already. AWS has
   * wanted it since October 2025, beside the one that every provider writes; those from 6.28 on
   * write this one too, and older ones cannot. Its condition matters: without it, anybody could
   * invoke the function past its URL.
   */
  void admit(String alias) {
    AwsApi.Call read = new AwsApi.Call("read who may call " + names.service(), "lambda:GetPolicy");
    try {
      String policy =
          api.rest(AwsService.LAMBDA, read, "GET", path("/policy", alias, "2015-03-31"), null)
              .get("Policy")
              .stringOrNull();
      if (policy != null && isOpen(JsonView.of(Json.read(policy)))) {
        return;
      }
    } catch (AwsException e) {
      if (!e.isMissing()) {
        throw e;
      }
    }
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("StatementId", "FunctionURLAllowInvokeAction");
    statement.put("Action", "lambda:InvokeFunction");
    statement.put("Principal", "*");
    statement.put("InvokedViaFunctionUrl", true);
    try {
      api.rest(
          AwsService.LAMBDA,
          new AwsApi.Call("let callers reach " + names.service(), "lambda:AddPermission"),
          "POST",
          path("/policy", alias, "2015-03-31"),
          statement);
    } catch (AwsException e) {
      if (!e.code().equals("ResourceConflictException")) { // that it is there by now
        throw e;
      }
    }
  }

  private static boolean isOpen(JsonView policy) {
    for (JsonView statement : policy.get("Statement").items()) {
      if ("lambda:InvokeFunction".equals(statement.get("Action").value())
          && statement.get("Condition").get("Bool").has(CONDITION)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Waits until the version of an alias can answer. With SnapStart, Lambda starts a published
   * version once for its snapshot; while it does, and when that fails, nobody gets an answer that
   * tells why. Lambda's own word does.
   *
   * @throws DeployException when the version could not start, with Lambda's reason
   */
  void awaitStarted(String alias) {
    String path = path("/configuration", alias, "2015-03-31");
    for (int look = 1; look <= MOST_LOOKS; look++) {
      JsonView told = found(path, "GetFunctionConfiguration");
      String state = told == null ? null : told.get("State").stringOrNull();
      if (told != null && "Failed".equals(state)) {
        throw new DeployException(
            "Version " + told.get("Version").value() + " of " + names.service() + " cannot start",
            "Lambda says: " + told.get("StateReason").stringOrNull(),
            "Correct the code, after a look at what it wrote: aws logs tail "
                + names.logGroup()
                + " --region "
                + names.region());
      }
      if (!"Pending".equals(state)) {
        return;
      }
      pause();
    }
  }

  private void pause() {
    try {
      sleeper.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(
          "It is not known whether " + names.service() + " can start",
          "it was interrupted",
          "Run the same command again; it goes on from there",
          e);
    }
  }

  /**
   * Publishes the code that the function was given, unless its newest version has it. Terraform
   * gives code and publishes in two calls; interrupted between them, it takes the code for
   * published ever after, and would have an older version serve.
   *
   * @param newest the newest version that is known
   * @return what was done, in one line; {@code null} for nothing
   */
  @Nullable String publish(String newest) {
    String base = "/2015-03-31/functions/" + names.service();
    JsonView given = found(base + "/configuration", "GetFunctionConfiguration");
    JsonView published =
        found(path("/configuration", newest, "2015-03-31"), "GetFunctionConfiguration");
    String digest = given == null ? null : given.get("CodeSha256").stringOrNull();
    if (digest == null
        || published == null
        || digest.equals(published.get("CodeSha256").stringOrNull())) {
      return null;
    }
    JsonView made =
        api.rest(
            AwsService.LAMBDA,
            new AwsApi.Call(
                "publish what " + names.service() + " was given", "lambda:PublishVersion"),
            "POST",
            base + "/versions",
            Map.of("CodeSha256", digest));
    return "an earlier deployment stopped halfway; what it gave Lambda is now version "
        + made.get("Version").stringOrNull();
  }

  /** The function that answers, as it was published; {@code null} when there is none. */
  @Nullable JsonView live() {
    return found(path("/configuration", AwsNames.LIVE, "2015-03-31"), "GetFunctionConfiguration");
  }

  /** Where it answers; {@code null} for nowhere yet. */
  @Nullable String url() {
    JsonView found = found(path("/url", AwsNames.LIVE, "2021-10-31"), "GetFunctionUrlConfig");
    return found == null ? null : found.get("FunctionUrl").stringOrNull();
  }

  /** The version of the alias of what is tried; {@code null} when nothing is. */
  @Nullable String candidate() {
    String path = "/2015-03-31/functions/" + names.service() + "/aliases/" + AwsNames.CANDIDATE;
    JsonView found = found(path, "GetAlias");
    return found == null ? null : found.get("FunctionVersion").stringOrNull();
  }

  private @Nullable JsonView found(String path, String action) {
    AwsApi.Call what = new AwsApi.Call("look at " + names.service(), "lambda:" + action);
    try {
      return api.rest(AwsService.LAMBDA, what, "GET", path, null);
    } catch (AwsException e) {
      if (e.isMissing()) {
        return null;
      }
      throw e;
    }
  }

  private String path(String what, String qualifier, String version) {
    return "/" + version + "/functions/" + names.service() + what + "?Qualifier=" + qualifier;
  }
}
