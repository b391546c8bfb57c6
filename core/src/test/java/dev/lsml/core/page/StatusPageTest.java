// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusPageTest {
  private static final String EVIL = "<script>alert('x')</script>\"' onload=x &amp;";

  private static String page(String projects) {
    return page(projects, null);
  }

  private static String page(String projects, @Nullable String tried) {
    return StatusPage.html(
        map(
            "{\"model\":\"reviews\",\"model_class\":\"a.Reviews\",\"trainable\":true,"
                + "\"predictions\":7,\"source\":\"store\",\"incomplete\":null,\"projects\":"
                + projects
                + "}"),
        tried == null ? null : map(tried));
  }

  private static Map<String, @Nullable Object> map(String json) {
    return JsonView.of(Json.read(json)).object();
  }

  private static String project(String more) {
    return "{\"12.1696257600\":{\"model_version\":\"reviews-v0-abcdef\",\"loaded_models\":1,"
        + "\"load_error\":null,\"task_data\":[\"text\"],\"project\":\"12.1696257600\",\"version\":null,"
        + "\"state\":\"idle\",\"running\":null,\"pending\":null,\"last_run\":null,\"versions\":[]"
        + more
        + "}}";
  }

  private static String version(int number, String metrics) {
    return "{\"version\":"
        + number
        + ",\"current\":"
        + (number == 9)
        + ",\"created_at\":\"2026-11-21T07:39:20.123Z\",\"cause\":\"START_TRAINING\",\"tasks\":60,"
        + "\"annotations\":64,\"metrics\":"
        + metrics
        + "}";
  }

  @Test
  void aBackendWithoutAProjectSaysHowToConnectOne() {
    assertThat(page("{}"))
        .contains("<title>reviews – Label Studio ML backend</title>")
        .contains("The store holds no project yet.")
        .contains("<b>Connect Model</b>")
        .contains("<dd>a.Reviews</dd>");
  }

  @Test
  void aProjectThatNeverTrainedSaysSoAndOffersItsDataKeysToTry() {
    assertThat(page(project("")))
        .contains("<dd>reviews-v0-abcdef</dd>")
        .contains("<dd>never trained</dd>")
        .contains("<textarea")
        .contains("{&quot;text&quot;:&quot;&quot;}")
        .doesNotContain("<table>", "<svg", "Last training");
  }

  @Test
  void aProjectThatWasNeverSetUpHasNoForm() {
    assertThat(page(project(",\"task_data\":null")))
        .contains("Label Studio has not told the label config of this project yet")
        .doesNotContain("<form");
  }

  @Test
  void aRunningTrainingTellsSinceWhenAndWhatWaitsBehindIt() {
    assertThat(
            page(
                project(
                    ",\"state\":\"running\",\"running\":{\"since\":\"2026-11-21T07:39:20Z\","
                        + "\"cause\":\"START_TRAINING\",\"attempt\":2},"
                        + "\"pending\":{\"due_at\":\"2026-11-21T08:00:00Z\","
                        + "\"cause\":\"ANNOTATION_CREATED\",\"attempt\":1}")))
        .contains("<dd>running</dd>")
        .contains("<dd>since 2026-11-21 07:39:20 UTC, after START_TRAINING, attempt 2</dd>")
        .contains("<dd>due 2026-11-21 08:00:00 UTC, after ANNOTATION_CREATED, attempt 1</dd>");
  }

  @Test
  void aFailedTrainingShowsItsErrorAndItsLog() {
    assertThat(
            page(
                project(
                    ",\"last_run\":{\"end\":\"failed\",\"cause\":\"START_TRAINING\","
                        + "\"started_at\":\"2026-11-21T07:39:20Z\",\"ended_at\":\"2026-11-21T07:40:20Z\","
                        + "\"version\":null,\"message\":\"no memory; give it more\","
                        + "\"log\":[\"+0s labelled tasks: 3\",\"+60s java.lang.OutOfMemoryError\"]}")))
        .contains("<dd>idle; the last training failed</dd>")
        .contains("<p class=\"bad\">Error: no memory; give it more</p>")
        .contains("aria-label=\"Log of the last training of 12.1696257600\"")
        .contains("+0s labelled tasks: 3\n+60s java.lang.OutOfMemoryError\n</pre>");
  }

  @Test
  void tenVersionsMakeATableAndAChartWhosePointsHaveTheirValuesAsTitles() {
    List<String> versions = new ArrayList<>();
    for (int number = 10; number >= 1; number--) {
      versions.add(
          version(
              number, "{\"accuracy\":" + number / 10.0 + ",\"labels\":[\"a\"],\"best\":\"x\"}"));
    }

    String page = page(project(",\"versions\":[" + String.join(",", versions) + "]"));

    assertThat(count(page, "<tr>")).isEqualTo(11);
    assertThat(count(page, "<svg ")).as("only figures that are numbers are drawn").isEqualTo(1);
    assertThat(count(page, "<circle ")).isEqualTo(10);
    assertThat(page)
        .contains("<title>version 9: 0.9</title>")
        .contains("aria-label=\"accuracy, versions 1 to 10: 0.1, 0.2, 0.3, ")
        .contains("<th scope=\"row\">9 <b>in force</b></th>")
        .contains("<td>[&quot;a&quot;]</td><td>x</td>")
        .contains("points=\"10,64 34,58 ")
        .contains("230,10 \"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1.0E308}",
        "{\"a\":-1.0E308}",
        "{\"a\":0}",
        "{\"a\":123456789012345678901}"
      })
  void extremeFiguresStayInsideTheChart(String metrics) {
    String page =
        page(
            project(
                ",\"versions\":["
                    + version(2, metrics)
                    + ","
                    + version(1, "{\"a\":-1.0E308}")
                    + "]"));

    Matcher point = Pattern.compile("cx=\"(-?\\d+)\" cy=\"(-?\\d+)\"").matcher(page);
    int points = 0;
    while (point.find()) {
      points++;
      assertThat(Integer.parseInt(point.group(1))).isBetween(0, 240);
      assertThat(Integer.parseInt(point.group(2))).isBetween(0, 80);
    }
    assertThat(points).isEqualTo(2);
  }

  @Test
  void nothingThatComesFromElsewhereBecomesMarkup() {
    String evil = Json.text(EVIL);
    String page =
        page(
            "{\"12.1\":{\"model_version\":%E,\"loaded_models\":%E,\"load_error\":%E,\"task_data\":[%E],"
                    .replace("%E", evil)
                + "\"state\":%E,\"running\":{\"since\":%E,\"cause\":%E,\"attempt\":%E},"
                    .replace("%E", evil)
                + "\"pending\":{\"due_at\":%E,\"cause\":%E,\"attempt\":%E},".replace("%E", evil)
                + "\"last_run\":{\"end\":%E,\"cause\":%E,\"started_at\":%E,\"ended_at\":%E,\"message\":%E,\"log\":[%E]},"
                    .replace("%E", evil)
                + "\"versions\":[{\"version\":%E,\"current\":true,\"created_at\":%E,\"cause\":%E,\"tasks\":%E,"
                    .replace("%E", evil)
                + "\"annotations\":%E,\"metrics\":{%E:0.5,\"b\":%E}}]},".replace("%E", evil)
                + (evil + ":{\"error\":" + evil + "},\"13.1\":{\"project\":\"13.1\"}}"),
            "{\"project\":\"12.1\",\"task\":%E,\"answer\":{\"error\":%E,\"cause\":%E,\"remedy\":%E,\"results\":[{\"score\":%E,\"model_version\":%E,\"result\":[{\"from_name\":%E,\"type\":%E,\"score\":%E,\"value\":{%E:%E,\"c\":[%E]}}]}]}}"
                .replace("%E", evil));

    assertThat(page).doesNotContain("<script", "alert('x')", "\"' onload");
    assertThat(count(page, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"))
        .as("shown rather than dropped")
        .isGreaterThan(20);
    assertThat(tags(page)).doesNotContain("script", "iframe", "img", "object");
  }

  private static TreeSet<String> tags(String page) {
    TreeSet<String> tags = new TreeSet<>();
    Matcher tag = Pattern.compile("<([a-zA-Z]+)").matcher(page);
    while (tag.find()) {
      tags.add(tag.group(1));
    }
    return tags;
  }

  @Test
  void controlCharactersAreNotPassedOn() {
    assertThat(
            page(
                project(
                    ",\"last_run\":{\"end\":\"failed\",\"log\":[\"red \\u001b[31m and \\u0000\"]}")))
        .contains("red \ufffd[31m and \ufffd")
        .doesNotContain("\u001b");
  }

  @Test
  void aTriedPredictionIsShownInWordsAndAsJsonAndThePastedTaskStays() {
    String page =
        page(
            project(""),
            "{\"project\":\"12.1696257600\",\"task\":\"{\\\"text\\\": \\\"Great\\\"}\",\"answer\":"
                + "{\"results\":[{\"model_version\":\"reviews-v3-abcdef\",\"score\":0.93456,\"result\":["
                + "{\"from_name\":\"sentiment\",\"type\":\"choices\",\"value\":{\"choices\":[\"Positive\"]},"
                + "\"score\":0.9},{\"from_name\":\"box\",\"type\":\"rectanglelabels\",\"value\":"
                + "{\"x\":10.5,\"y\":2,\"rectanglelabels\":[\"Car\",\"Red\"]}}]},"
                + "{\"model_version\":\"v\",\"score\":0,\"result\":[]}]}}");

    assertThat(page)
        .contains("<section id=\"result\" tabindex=\"-1\"")
        .contains("<dd>0.9346</dd>")
        .contains("<li>sentiment (choices): Positive, score 0.9</li>")
        .contains("<li>box (rectanglelabels): x 10.5, y 2, Car, Red</li>")
        .contains("The model found nothing.")
        .contains("{&quot;results&quot;:[{&quot;model_version&quot;")
        .contains(">\n{&quot;text&quot;: &quot;Great&quot;}</textarea>");
  }

  @Test
  void aRefusedTaskSaysWhatToDo() {
    assertThat(
            page(
                project(""),
                "{\"project\":\"12.1696257600\",\"task\":\"x\",\"answer\":{\"error\":\"Not JSON\","
                    + "\"remedy\":\"use quotes\"}}"))
        .contains("role=\"alert\"")
        .contains("<p>Not JSON</p>")
        .contains("<dt>Remedy</dt><dd>use quotes</dd>");
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThat(
            StatusPage.html(
                map(
                    "{\"model\":\"m\",\"source\":\"memory\",\"incomplete\":\"the store is slow\","
                        + "\"projects\":{}}"),
                null))
        .contains("Not all is shown: the store is slow")
        .contains("This is what this instance has in memory.")
        .contains("This instance has served no project yet.");
  }

  @Test
  void everyFieldHasALabelAndEveryIdIsUnique() {
    String page = page(project("").replace("}}", "},\"13.1\":{\"task_data\":[],\"versions\":[]}}"));

    List<String> ids = all(page, " id=\"([^\"]+)\"");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids).containsAll(all(page, " for=\"([^\"]+)\""));
    assertThat(ids).containsAll(all(page, " aria-labelledby=\"([^\"]+)\""));
    assertThat(ids).containsAll(all(page, " aria-describedby=\"([^\"]+)\""));
    assertThat(all(page, "<textarea[^>]* id=\"([^\"]+)\""))
        .hasSize(2)
        .isEqualTo(all(page, "<label for=\"([^\"]+)\""));
    assertThat(page).contains("<html lang=\"en\">", "<header>", "<main id=\"main\"", "<nav ");
  }

  @Test
  void theBrowserIsAllowedThisStyleAndNothingElse() throws Exception {
    Matcher style = Pattern.compile("(?s)<style>(.*)</style>").matcher(page("{}"));
    assertThat(style.find()).isTrue();
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(style.group(1).getBytes(StandardCharsets.UTF_8));

    assertThat(StatusPage.HEADERS)
        .containsEntry(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'sha256-"
                + Base64.getEncoder().encodeToString(digest)
                + "'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Cache-Control", "no-store");
    assertThat(page(project(""))).doesNotContain(" style=", "http://", "https://", "url(");
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private static List<String> all(String text, String pattern) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
