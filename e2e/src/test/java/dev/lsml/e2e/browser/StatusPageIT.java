// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.e2e.parts.Await;
import dev.lsml.e2e.parts.Chromium;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.Http;
import dev.lsml.e2e.parts.LsmlBackend;
import dev.lsml.e2e.parts.Parts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The status page as a person meets it: a backend behind a password, trained four times, started
 * anew, in a real browser. {@code -Dlsml.screenshot=true} takes the picture of the docs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusPageIT {
  private static final String AUTHORIZATION = Http.basic("me", "open sesame");
  private static final String TASK = "{\"text\": \"A wonderful film, I loved every minute.\"}";

  private ReviewStudio labelStudio;
  private LsmlBackend backend;
  private Chromium chromium;
  private BrowserPage page;

  @BeforeAll
  void trainFourTimesAndStartAnew() throws Exception {
    Path folder = Folders.fresh(getClass());
    chromium = Parts.need("chromium", () -> Chromium.start(folder.resolve("chromium")));
    labelStudio = new ReviewStudio();
    backend =
        LsmlBackend.start(
            folder.resolve("backend"),
            Map.of(
                "LABEL_STUDIO_URL",
                labelStudio.url(),
                "LABEL_STUDIO_API_KEY",
                "0123456789abcdef0123456789abcdef01234567",
                "BASIC_AUTH_USER",
                "me",
                "BASIC_AUTH_PASS",
                "open sesame"));
    call(
        "POST",
        "/setup",
        Json.text(Map.of("project", ReviewStudio.UID, "schema", ReviewStudio.CONFIG)));
    for (int version = 1; version <= 4; version++) {
      labelStudio.label(version * version * 10);
      call("POST", "/webhook", ReviewStudio.startTraining());
      int wanted = version;
      Await.until(
          "version " + version + " is trained",
          Duration.ofMinutes(2),
          () -> call("GET", "/status?project=" + ReviewStudio.UID, null),
          status -> Long.valueOf(wanted).equals(project(status).get("version").value()));
    }
    backend.crashAndRestart();
  }

  private static JsonView project(JsonView status) {
    return status.get("projects").get(ReviewStudio.UID);
  }

  private JsonView call(String method, String path, String body) throws Exception {
    return Http.call(
            method, backend.url().resolve(path), Map.of("Authorization", AUTHORIZATION), body)
        .json();
  }

  @AfterAll
  void stopAll() {
    for (AutoCloseable part : new AutoCloseable[] {chromium, backend, labelStudio}) {
      try {
        if (part != null) {
          part.close();
        }
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  @BeforeEach
  void openAPage() {
    page = new BrowserPage(chromium.address());
    page.authorization(AUTHORIZATION);
    page.width(1000, 1250);
  }

  @AfterEach
  void nothingWasComplainedAboutAndNothingLoadedFromElsewhere() {
    List<String> complaints = page.complaints();
    List<String> requests = page.requests();
    page.close();
    assertThat(complaints).isEmpty();
    assertThat(requests)
        .isNotEmpty()
        .allMatch(url -> url.startsWith(backend.url() + "/") || url.startsWith("data:"));
  }

  private void open(String path) throws Exception {
    page.open(backend.url().resolve(path));
  }

  @Test
  void aFreshInstanceShowsTheProjectWithItsVersionsChartAndLog() throws Exception {
    backend.crashAndRestart();
    open("/");
    assertThat(page.evaluate("document.body.innerText").string())
        .contains("This instance has served no project yet.");

    page.untilLoaded(() -> page.evaluate("document.querySelector('nav a').click()"));
    String text = page.evaluate("document.body.innerText").string();

    assertThat(text)
        .contains("Project 12", "text-classifier-v4-", "in force")
        .contains("labelled tasks: 160", "sentiment: 160 examples");
    assertThat(page.evaluate("document.querySelectorAll('tbody tr').length").whole()).isEqualTo(4);
    assertThat(page.evaluate("document.querySelectorAll('svg').length").whole()).isPositive();
    assertThat(
            page.evaluate(
                    "[...document.querySelectorAll('svg')].every(s => s.getBoundingClientRect()"
                        + ".width > 100 && s.querySelector('circle title'))")
                .value())
        .isEqualTo(true);
    assertThat(page.evaluate("document.querySelectorAll('svg')[0].innerHTML").string())
        .contains("version 1: 10", "version 2: 40", "version 3: 90", "version 4: 160");
  }

  @Test
  void aPredictionIsTriedWithTheKeyboardAlone() throws Exception {
    open("/status");
    page.tab();
    assertThat(focused()).isEqualTo("a Skip to the projects");
    List<String> order = new ArrayList<>();
    while (!focused().startsWith("textarea") && order.size() < 20) {
      page.tab();
      order.add(focused());
      assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle").string())
          .as("the focus is seen on " + focused())
          .isEqualTo("solid");
    }
    assertThat(order)
        .startsWith("a Status from the store", "a Counters", "a 12")
        .endsWith("textarea Task data as JSON");
    page.evaluate("document.activeElement.select()");
    page.type(TASK);
    page.tab();
    assertThat(focused()).isEqualTo("button Predict");

    page.untilLoaded(() -> page.key("Enter", 13));

    assertThat(page.evaluate("location.hash").string()).isEqualTo("#result");
    assertThat(page.evaluate("document.getElementById('result').innerText").string())
        .contains("Prediction for project 12", "sentiment (choices): Positive");
    assertThat(page.evaluate("document.querySelector('textarea').value").string()).isEqualTo(TASK);
    page.tab();
    assertThat(focused()).as("the next stop after the result").isEqualTo("summary As JSON");
    page.key("Enter", 13);
    assertThat(page.evaluate("document.querySelector('#result pre').innerText").string())
        .startsWith("{\"results\":[{\"model_version\":\"text-classifier-v4-");
  }

  /** The tag and the name that a screen reader says. */
  private String focused() {
    return page.evaluate(
            "(e => e.tagName.toLowerCase() + ' ' + (e.getAttribute('aria-label')"
                + " || (e.labels && e.labels.length ? e.labels[0].innerText : e.textContent))"
                + ".trim())(document.activeElement)")
        .string();
  }

  @Test
  void markupInAPastedTaskStaysText() throws Exception {
    open("/status");
    page.evaluate(
        "document.querySelector('textarea').value = JSON.stringify({text: "
            + "'</textarea><script>window.pwned = 1</scr' + 'ipt><img src=x onerror=pwned=1>'})");
    page.untilLoaded(() -> page.evaluate("document.querySelector('button').click()"));

    assertThat(page.evaluate("document.querySelector('textarea').value").string())
        .contains("<script>");
    assertThat(page.evaluate("'pwned' in window").value()).isEqualTo(false);
    assertThat(page.evaluate("document.querySelectorAll('img, script').length").whole()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void itCanBeReadInLightAndDarkAndOnANarrowScreen(String scheme) throws Exception {
    page.colours(scheme);
    page.width(320, 800);
    open("/status?project=" + ReviewStudio.UID);

    assertThat(page.evaluate("document.documentElement.scrollWidth").whole())
        .isLessThanOrEqualTo(320);
    assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor").string())
        .isEqualTo(scheme.equals("light") ? "rgb(255, 255, 255)" : "rgb(13, 17, 23)");
    assertThat(page.texts(script("contrast.js"))).as("texts below 4.5 : 1").isEmpty();
    assertThat(page.texts(script("structure.js"))).as("what axe would find").isEmpty();
  }

  private static String script(String name) throws Exception {
    try (var in = StatusPageIT.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void thePictureOfTheDocsIsTakenWhenAskedFor() throws Exception {
    open("/status");
    page.evaluate("document.querySelector('textarea').value = " + Json.text(TASK));
    page.untilLoaded(() -> page.evaluate("document.querySelector('button').click()"));
    page.evaluate("window.scrollTo(0, 0)");
    byte[] picture = page.screenshot();

    assertThat(picture.length).isBetween(10_000, 150_000);
    if (Boolean.getBoolean("lsml.screenshot")) {
      Path file = Path.of(System.getProperty("lsml.root"), "docs", "images", "status.png");
      Files.createDirectories(file.getParent());
      Files.write(file, picture);
    }
    assertThat(URI.create(page.evaluate("location.href").string()).getPath()).isEqualTo("/status");
  }
}
