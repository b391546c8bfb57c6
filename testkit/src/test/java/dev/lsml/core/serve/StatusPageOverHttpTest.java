// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.http.Headers;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.model.FitContext;
import dev.lsml.core.model.ModelInfo;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.model.TrainableModel;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Region;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.testkit.Fault;
import dev.lsml.testkit.FaultPlan;
import dev.lsml.testkit.InMemoryObjectStore;
import dev.lsml.testkit.ScriptedFaultStore;
import dev.lsml.testkit.StoreCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The status page and its form, all through the handler. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StatusPageOverHttpTest {
  private static final String EVIL = "<script>alert(1)</script>";
  private static final Headers BROWSER =
      Headers.empty().with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
  private static final Headers FORM =
      BROWSER
          .with("Content-Type", "application/x-www-form-urlencoded")
          .with("Sec-Fetch-Site", "same-origin");

  /** Repeats the task's text; its training says something and then fails if told to. */
  @ModelInfo(name = "echo", version = "1")
  public static final class Echo implements TrainableModel {
    @Override
    public List<Prediction> predict(List<Task> tasks, PredictContext context) {
      return tasks.stream().map(Echo::predict).toList();
    }

    private static Prediction predict(Task task) {
      Map<String, Object> region = new LinkedHashMap<>();
      region.put("from_name", "note");
      region.put("to_name", "text");
      region.put("type", "textarea");
      region.put("value", Map.of("text", List.of(String.valueOf(task.data().get("text")))));
      return Prediction.of(List.of(new Region(region)), 0.5);
    }

    @Override
    public Map<String, Object> fit(List<AnnotatedTask> tasks, FitContext context) throws Exception {
      context.log("learning with the key " + FakeLabelStudio.KEY + " " + EVIL);
      if (String.valueOf(tasks.get(0).task().data().get("text")).equals("fail")) {
        throw new IllegalStateException("all examples are alike " + EVIL);
      }
      Files.writeString(context.workFolder().resolve("model.txt"), "x");
      context.metric("accuracy", 0.75);
      return Map.of();
    }
  }

  private static final String CONFIG =
      "<View><Text name=\"text\" value=\"$text\"/><TextArea name=\"note\" toName=\"text\"/></View>";

  @TempDir Path folder;
  private final InMemoryObjectStore memory = new InMemoryObjectStore();
  private final AtomicInteger asked = new AtomicInteger();

  private Served served(ObjectStore store, Map<String, String> environment) {
    return new Served(Echo.class, store, folder, environment);
  }

  private static String form(String task) {
    return "project="
        + FakeLabelStudio.UID
        + "&task="
        + URLEncoder.encode(task, StandardCharsets.UTF_8);
  }

  private static String path() {
    return "/status?project=" + FakeLabelStudio.UID;
  }

  private JsonView trained(String text) throws Exception {
    try (FakeLabelStudio labelStudio = new FakeLabelStudio();
        Served served =
            served(
                memory,
                Map.of(
                    "LABEL_STUDIO_URL",
                    labelStudio.url(),
                    "LABEL_STUDIO_API_KEY",
                    FakeLabelStudio.KEY))) {
      labelStudio.annotate(text, "Positive");
      served.setup(FakeLabelStudio.UID, CONFIG);
      served.post(
          "/webhook",
          Json.text(
              Map.of(
                  "action",
                  "START_TRAINING",
                  "project",
                  Map.of("id", 12L, "created_at", FakeLabelStudio.CREATED_AT))));
      while (true) {
        JsonView project = served.get(path()).json().get("projects").get(FakeLabelStudio.UID);
        if (!project.get("last_run").isNull() && project.get("running").isNull()) {
          return project;
        }
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void theRootOfAFreshInstanceAsksNoStore() {
    try (Served served = served(watched(new AtomicBoolean(true)), Map.of())) {
      Served.Answer page = served.send("GET", "/", BROWSER, "");

      assertThat(page.status()).isEqualTo(200);
      assertThat(page.body()).contains("echo", "This instance has served no project yet.");
      assertThat(asked).hasValue(0);
    }
  }

  /** A store that is away when told, and counts who asks it but the training's own thread. */
  private ScriptedFaultStore watched(AtomicBoolean away) {
    return new ScriptedFaultStore(
        memory,
        FaultPlan.when(
            call -> {
              if (!Thread.currentThread().getName().equals("lsml-training")) {
                asked.incrementAndGet();
              }
              return away.get();
            },
            Fault.FAIL));
  }

  @Test
  void theRootShowsWhatIsInMemoryWhileTheStoreIsAway() throws Exception {
    trained("good");
    AtomicBoolean away = new AtomicBoolean();
    try (Served served = served(watched(away), Map.of())) {
      served.setup(FakeLabelStudio.UID, CONFIG);
      away.set(true);
      int before = asked.get();
      assertThat(before).isPositive();
      Served.Answer page = served.send("GET", "/", BROWSER, "");

      assertThat(page.body())
          .contains("Project <a href=\"status?project=12.1696257600\">12</a>")
          .contains("<dd>echo-v1-", "<title>version 1: 0.75</title>");
      assertThat(asked).hasValue(before);

      Served.Answer status = served.send("GET", "/status", BROWSER, "");
      assertThat(status.status()).isEqualTo(200);
      assertThat(status.body())
          .contains("Not all is shown: the store cannot be listed", "<dd>echo-v1-");
    }
  }

  @Test
  void aFreshInstanceTellsAllProjectsOfTheStore() throws Exception {
    trained("good");
    try (Served served = served(memory, Map.of())) {
      JsonView status = served.get("/status").json();

      assertThat(status.get("source").string()).isEqualTo("store");
      assertThat(status.get("incomplete").isNull()).isTrue();
      JsonView project = status.get("projects").get(FakeLabelStudio.UID);
      assertThat(project.get("model_version").string()).startsWith("echo-v1-");
      assertThat(project.get("version").whole()).isEqualTo(1);
      assertThat(project.get("task_data").value()).isEqualTo(List.of("text"));
      assertThat(served.send("GET", "/status", BROWSER, "").body()).contains("<dd>echo-v1-");
      assertThat(served.get("/versions").json().get("versions").items())
          .as("looked at, but not served from then on")
          .isEmpty();
    }
  }

  @Test
  void aFailedTrainingLeavesItsLogWithoutSecretsAndWithoutMarkup() throws Exception {
    JsonView run = trained("fail").get("last_run");

    assertThat(run.get("end").string()).isEqualTo("failed");
    assertThat(run.get("log").value().toString())
        .contains(
            "labelled tasks: 1", "learning with the key *** <script>", "IllegalStateException")
        .doesNotContain(FakeLabelStudio.KEY);
    try (Served served = served(memory, Map.of())) {
      Served.Answer page = served.send("GET", "/status", BROWSER, "");

      assertThat(page.body())
          .contains("idle; the last training failed")
          .contains("all examples are alike &lt;script&gt;")
          .contains("learning with the key *** &lt;script&gt;")
          .doesNotContain("<script");
      assertThat(page.response().headers().first("Content-Security-Policy"))
          .startsWith("default-src 'none'; ")
          .contains("frame-ancestors 'none'");
      assertThat(page.response().headers().first("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(page.response().headers().first("Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void theFormPredictsWithTheProjectsConfigAndWritesNothing() {
    ScriptedFaultStore store = new ScriptedFaultStore(memory, FaultPlan.none());
    try (Served served = served(store, Map.of())) {
      served.setup(FakeLabelStudio.UID, CONFIG);
      int before = store.calls();
      for (String task :
          List.of(
              "{\"text\": \"Great " + EVIL.replace("\"", "") + " + 100% & ü\"}",
              "{\"id\": 7, \"data\": {\"text\": \"Great " + EVIL + " + 100% & ü\"}}",
              "[{\"text\": \"Great " + EVIL + " + 100% & ü\"}]")) {
        Served.Answer page = served.send("POST", path(), FORM, form(task));

        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.body())
            .contains(
                "<li>note (textarea): Great &lt;script&gt;alert(1)&lt;/script&gt; + 100% &amp; ü</li>")
            .contains("<h2 id=\"p-12.1696257600\">")
            .doesNotContain("<script");
      }
      assertThat(store.log().subList(before, store.calls()))
          .extracting(StoreCall::operation)
          .isNotEmpty()
          .isSubsetOf(StoreCall.Operation.GET, StoreCall.Operation.LIST);
    }
  }

  @Test
  void whatIsWrongWithAPastedTaskIsShownOnThePage() {
    try (Served served = served(memory, Map.of())) {
      served.setup(FakeLabelStudio.UID, CONFIG);

      for (String task : List.of("Great " + EVIL, "", "7", "[\"a\"]", "[]")) {
        Served.Answer page = served.send("POST", path(), FORM, form(task));
        assertThat(page.status()).as(task).isEqualTo(400);
        assertThat(page.body()).as(task).contains("role=\"alert\"").doesNotContain("<script");
      }
      assertThat(served.send("POST", path(), FORM, form("x".repeat(1 << 20))).status())
          .isEqualTo(413);
    }
  }

  @Test
  void aFormOfAnotherSiteIsRefused() {
    try (Served served = served(memory, Map.of())) {
      for (String site : List.of("cross-site", "same-site")) {
        Headers headers =
            Headers.empty()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .with("Sec-Fetch-Site", site);
        Served.Answer answer = served.send("POST", path(), headers, form("{}"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("error").string())
            .isEqualTo("The form was sent by another site");
      }
    }
  }

  @Test
  void whatIsNoFormIsSentToPredict() {
    try (Served served = served(memory, Map.of())) {
      Served.Answer answer = served.post("/status", "{}");

      assertThat(answer.status()).isEqualTo(415);
      assertThat(answer.json().get("remedy").string()).contains("/predict");
    }
  }

  @Test
  void thePageAndItsFormAreBehindThePassword() {
    try (Served served = served(memory, Map.of("BASIC_AUTH_USER", "u", "BASIC_AUTH_PASS", "p"))) {
      assertThat(served.send("GET", "/", BROWSER, "").status()).isEqualTo(401);
      assertThat(served.send("GET", "/status", BROWSER, "").status()).isEqualTo(401);
      assertThat(served.send("POST", path(), FORM, form("{}")).status()).isEqualTo(401);
    }
  }
}
