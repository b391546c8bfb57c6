// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit.google;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lsml.core.json.JsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One Google project on a port of the loopback interface: its metadata server, and those calls of
 * Cloud Resource Manager, Cloud Billing, Service Usage, Secret Manager, Cloud Run and Cloud Logging
 * that lsml makes. Everything is permitted and enabled until a test says otherwise; every call but
 * the metadata server's needs one of the two tokens that it knows. Cloud Storage is {@code
 * FakeGcs}'s part.
 *
 * <p>Thread-safe.
 */
public final class FakeGoogle implements AutoCloseable {
  /** The access token of the person who deploys. */
  public static final String DEPLOYER_TOKEN = "deployer-token";

  /** The access token that the metadata server gives to what runs in the project. */
  public static final String RUNTIME_TOKEN = "runtime-token";

  private static final List<String> OVERRIDDEN =
      List.of(
          "RUN",
          "SERVICEUSAGE",
          "CLOUDRESOURCEMANAGER",
          "CLOUDBILLING",
          "SECRETMANAGER",
          "LOGGING");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(FakeGoogle::daemon);
  private final List<GoogleCall> calls = new CopyOnWriteArrayList<>();
  private final List<GoogleHandler> first = new CopyOnWriteArrayList<>();
  private final ProjectApis projects;
  private final SecretsApi secrets;
  private final CloudRunApi run;
  private final LoggingApi logging;
  private final List<GoogleHandler> apis;

  /**
   * Starts one.
   *
   * @param project the project's id
   * @param number the project's number
   * @param region where its machines are
   * @param clock dates executions and log entries
   */
  public FakeGoogle(String project, String number, String region, InstantSource clock) {
    this.projects = new ProjectApis(project, number);
    this.secrets = new SecretsApi(project);
    this.run = new CloudRunApi(clock);
    this.logging = new LoggingApi(clock);
    this.apis =
        List.of(
            new MetadataServer(project, number, region, RUNTIME_TOKEN),
            projects,
            secrets,
            run,
            logging);
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "fake-google");
    thread.setDaemon(true);
    return thread;
  }

  /** Host and port, such as {@code 127.0.0.1:40123}. */
  public String hostAndPort() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** The address, such as {@code http://127.0.0.1:40123/}. */
  public String url() {
    return "http://" + hostAndPort() + "/";
  }

  /** The variables by which Google's tools, and lsml, find this instead of Google. */
  public Map<String, String> endpoints() {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String api : OVERRIDDEN) {
      variables.put("CLOUDSDK_API_ENDPOINT_OVERRIDES_" + api, url());
    }
    variables.put("GCE_METADATA_HOST", hostAndPort());
    return variables;
  }

  /** {@link #endpoints()} and the deployer's token. */
  public Map<String, String> deployerEnvironment() {
    Map<String, String> variables = endpoints();
    variables.put("GOOGLE_OAUTH_ACCESS_TOKEN", DEPLOYER_TOKEN);
    return variables;
  }

  /** Lets a handler answer before all others, for faults and for APIs that are not here. */
  public void answerFirst(GoogleHandler handler) {
    first.add(0, handler);
  }

  /** Takes a permission from whoever calls {@code testIamPermissions}. */
  public void deny(String permission) {
    projects.deny(permission);
  }

  /** Disables an API such as {@code run.googleapis.com}: its calls are refused. */
  public void disable(String api) {
    projects.disable(api);
  }

  /** Links or unlinks the billing account. */
  public void billing(boolean enabled) {
    projects.billing(enabled);
  }

  /** Adds a version to a secret, which is made when it is not there. */
  public void addSecretVersion(String secret, String value) {
    secrets.add(secret, value);
  }

  /** Removes a secret. */
  public void removeSecret(String secret) {
    secrets.remove(secret);
  }

  /**
   * Sets what Cloud Run tells of a service, revision or job.
   *
   * @param name such as {@code projects/P/locations/L/services/S}
   * @param resource its other fields, as the API v2 names them
   */
  public void putRunResource(String name, Map<String, ?> resource) {
    run.put(name, resource);
  }

  /** Removes what {@link #putRunResource} set. */
  public void removeRunResource(String name) {
    run.remove(name);
  }

  /**
   * Sets what runs a job: gets what is asked, and gives the exit code when it has ended. Without
   * one, every execution succeeds at once.
   */
  public void onJobRun(Function<JobRun, CompletionStage<Integer>> runner) {
    run.onJobRun(runner);
  }

  /** Adds a log entry; time, severity and insert id are filled in when missing. */
  public void log(Map<String, ? extends @Nullable Object> entry) {
    logging.add(entry);
  }

  /** All log entries, in the order of their arrival. */
  public List<Map<String, @Nullable Object>> logEntries() {
    return logging.entries();
  }

  /** All calls so far. */
  public List<GoogleCall> calls() {
    return List.copyOf(calls);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      GoogleAnswer answer;
      try {
        answer = answer(GoogleCall.of(exchange));
      } catch (JsonException e) {
        answer = GoogleAnswer.error(400, "INVALID_ARGUMENT", String.valueOf(e.getMessage()));
      }
      answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private GoogleAnswer answer(GoogleCall call) {
    calls.add(call);
    for (GoogleHandler handler : first) {
      GoogleAnswer answer = handler.answer(call);
      if (answer != null) {
        return answer;
      }
    }
    if (!MetadataServer.isMeant(call) && !isAuthorized(call)) {
      return GoogleAnswer.error(
          401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");
    }
    GoogleAnswer refusal = projects.refusal(api(call.path()));
    if (refusal != null) {
      return refusal;
    }
    for (GoogleHandler api : apis) {
      GoogleAnswer answer = api.answer(call);
      if (answer != null) {
        return answer;
      }
    }
    return GoogleAnswer.notFound(call.path());
  }

  private static boolean isAuthorized(GoogleCall call) {
    String header = call.header("authorization");
    return ("Bearer " + DEPLOYER_TOKEN).equals(header)
        || ("Bearer " + RUNTIME_TOKEN).equals(header);
  }

  /** Which API a path belongs to; all lie on one port here. */
  private static String api(String path) {
    String name;
    if (path.startsWith("v2/entries")) {
      name = "logging";
    } else if (path.startsWith("v2/")) {
      name = "run";
    } else if (path.startsWith("v3/")) {
      name = "cloudresourcemanager";
    } else if (path.endsWith("/billingInfo")) {
      name = "cloudbilling";
    } else {
      name = path.contains("/secrets") ? "secretmanager" : "serviceusage";
    }
    return name + ".googleapis.com";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
