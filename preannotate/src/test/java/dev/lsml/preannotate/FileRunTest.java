// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.Backend;
import dev.lsml.core.config.Settings;
import dev.lsml.core.http.Headers;
import dev.lsml.core.http.HttpRequest;
import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRunTest {
  @TempDir Path folder;
  private Path store;
  private Path config;
  private Path output;

  @BeforeEach
  void writesTheConfig() throws IOException {
    store = folder.resolve("store");
    output = folder.resolve("tasks.json");
    config = Files.writeString(folder.resolve("config.xml"), MoodModel.CONFIG);
  }

  private Ran run(Path input, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--input", input.toString(),
                "--output", output.toString(),
                "--label-config", config.toString()));
    arguments.addAll(List.of(more));
    return Ran.with(store, arguments.toArray(String[]::new));
  }

  private Path input(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private List<JsonView> tasks() throws IOException {
    return JsonView.of(Json.read(Files.readAllBytes(output))).items();
  }

  private List<String> texts() throws IOException {
    return tasks().stream().map(t -> t.get("data").get("text").string()).toList();
  }

  private List<JsonView> rejects() throws IOException {
    return Files.readAllLines(folder.resolve("tasks.json.rejects.jsonl")).stream()
        .map(line -> JsonView.of(Json.read(line)))
        .toList();
  }

  private static String choice(JsonView task) {
    return task.get("predictions")
        .items()
        .get(0)
        .get("result")
        .items()
        .get(0)
        .get("value")
        .get("choices")
        .items()
        .get(0)
        .string();
  }

  @Test
  void aCsvFileBecomesTasksWithPredictionsInItsOrder() throws IOException {
    Ran ran = run(input("in.csv", "id,text\r\n1,WHAT\r\n2,\"so, \"\"what\"\"\r\nthen\"\r\n"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(texts()).containsExactly("WHAT", "so, \"what\"\r\nthen");
    assertThat(tasks().stream().map(FileRunTest::choice)).containsExactly("Angry", "Calm");
    assertThat(tasks().get(0).get("data").get("id").value()).isEqualTo("1");
    assertThat(tasks().get(0).get("predictions").items().get(0).get("model_version").string())
        .startsWith("mood-v0-");
    assertThat(ran.out()).contains("2 tasks of 2 rows, predicted by mood-v0-", "tasks.json");
    assertThat(folder.resolve("tasks.json.rejects.jsonl")).doesNotExist();
  }

  @Test
  void allFormatsGiveTheSameTasks() throws IOException {
    List<Path> inputs =
        List.of(
            input("a.csv", "\uFEFF\"text\"\nWHAT\ncafé\n"),
            input("b.tsv", "text\nWHAT\ncafé\n"),
            input("c.json", "[{\"text\": \"WHAT\"}, {\"data\": {\"text\": \"café\"}}]"),
            input("d.jsonl", "\uFEFF{\"data\": {\"text\": \"WHAT\"}}\n\n{\"text\": \"café\"}"));
    for (Path input : inputs) {
      Ran ran = run(input, "--restart");
      assertThat(ran.code()).as(input + ran.err()).isZero();
      assertThat(texts()).as(input.toString()).containsExactly("WHAT", "café");
    }
  }

  @Test
  void aCompressedFileIsRead() throws IOException {
    Path input = folder.resolve("in.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(input))) {
      out.write("{\"text\": \"hello\"}\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    assertThat(run(input).code()).isZero();
    assertThat(texts()).containsExactly("hello");
  }

  @Test
  void metaAndAnnotationsOfATaskAreKept() throws IOException {
    run(
        input(
            "in.json",
            """
        [{"id": 5, "data": {"text": "a"}, "meta": {"source": "x"},
          "annotations": [{"result": []}], "predictions": [7]}]
        """));
    assertThat(tasks().get(0).object())
        .containsOnlyKeys("data", "meta", "annotations", "predictions");
  }

  @Test
  void rowsThatCannotBeTasksAreListedWithLineAndReasonAndTheRestGoesOn() throws IOException {
    Ran ran = run(input("in.csv", "id,text\n1,a\n2,b,c\n\"3\n3\",c\n4\n5,BOOM\n6,e\n"));
    assertThat(ran.code()).isEqualTo(3);
    assertThat(texts()).containsExactly("a", "c", "e");
    assertThat(rejects()).hasSize(3);
    assertThat(rejects().get(0).object())
        .containsEntry("row", 3L)
        .containsEntry("reason", "line 3 has 3 values, and the header names 2")
        .containsEntry("raw", List.of("2", "b", "c"));
    assertThat(rejects().get(1).object()).containsEntry("row", 6L);
    assertThat(rejects().get(2).get("reason").string())
        .isEqualTo(
            "dev.lsml.preannotate.MoodModel.predict failed:"
                + " java.lang.IllegalStateException: it went boom");
    assertThat(ran.out()).contains("3 tasks of 6 rows", "Rejected: 3; the list says why");
  }

  @Test
  void badLinesOfJsonAreRejectedAlone() throws IOException {
    Ran ran =
        run(
            input(
                "in.jsonl",
                "{\"text\": \"a\"}\nnot json\n[1]\n{\"other\": 1}\n{\"text\": \"b\"}\n"));
    assertThat(ran.code()).isEqualTo(3);
    assertThat(texts()).containsExactly("a", "b");
    assertThat(rejects().stream().map(r -> r.get("reason").string()))
        .satisfiesExactly(
            r -> assertThat(r).contains("not valid JSON at line 1"),
            r -> assertThat(r).isEqualTo("a record must be an object, a task or its data"),
            r ->
                assertThat(r)
                    .isEqualTo("the label config needs 'text', and the data has only 'other'"));
    assertThat(rejects().get(0).get("raw").string()).isEqualTo("not json");
  }

  @Test
  void whatIsNotUtf8IsRejectedAlone() throws IOException {
    Path input = folder.resolve("in.csv");
    Files.write(
        input, "text\ncafé\nplain\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    assertThat(run(input).code()).isEqualTo(3);
    assertThat(texts()).containsExactly("plain");
    assertThat(rejects().get(0).get("reason").string())
        .isEqualTo("the value of 'text' is not UTF-8");
  }

  @Test
  void aFileInUtf16IsNotTakenForOneOfStrangeColumns() throws IOException {
    Path input = folder.resolve("in.csv");
    Files.write(input, "\uFEFFtext\na\n".getBytes(java.nio.charset.StandardCharsets.UTF_16LE));
    Ran ran = run(input);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("is not UTF-8: it begins as UTF-16 does. Save it as UTF-8");
  }

  @Test
  void regionsThatLabelStudioWouldRefuseAreLeftOutAndCounted() throws IOException {
    Ran ran = run(input("in.jsonl", "{\"text\": \"WRONG\"}\n"));
    assertThat(ran.code()).isZero();
    assertThat(tasks().get(0).get("predictions").items().get(0).get("result").items()).isEmpty();
    assertThat(ran.out()).contains("would refuse them: 1");
    assertThat(ran.err()).contains("Left out: row 1: ").contains("Nonsense");
  }

  @Test
  void aColumnThatTheConfigNeedsIsMissedBeforeAnythingIsWritten() throws IOException {
    Ran ran = run(input("in.csv", "id,review\n1,a\n"));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains(
            "The label config needs 'text', and ",
            "has no such column: its columns are 'id', 'review'. Rename the column");
    assertThat(output).doesNotExist();
  }

  @Test
  void aBrokenArrayKeepsWhatCameBeforeAndGoesOnOnceItIsMended() throws IOException {
    Path input = input("in.json", "[{\"text\": \"a\"}, {\"text\": \"b\"}, oops]");
    Ran broken = run(input);
    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.err()).contains("cannot be read on after record 2: not valid JSON at line 1");
    assertThat(output).doesNotExist();
    input("in.json", "[{\"text\": \"a\"}, {\"text\": \"b\"}, {\"text\": \"c\"}]");
    Ran mended = run(input);
    assertThat(mended.code()).as(mended.err()).isZero();
    assertThat(mended.err()).contains("Going on after 2 rows that are done");
    assertThat(texts()).containsExactly("a", "b", "c");
  }

  @Test
  void anUnknownTypeOfFileIsNamedWithThoseThatAreKnown() throws IOException {
    Ran ran = run(input("in.xlsx", "x"));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("is not known: known are csv, tsv, json, jsonl (or ndjson)");
  }

  @Test
  void withoutALabelConfigItSaysWhereItLooked() throws IOException {
    Ran ran =
        Ran.with(store, "--input", input("in.csv", "text\na\n").toString(), "--output", "o.json");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("The label config is not known", "--label-config");
  }

  @Test
  void finishedWorkIsNotDoneAgainAndAnotherRunDoesNotReplaceIt() throws IOException {
    Path input = input("in.jsonl", "{\"text\": \"a\"}\n");
    run(input);
    Ran again = run(input);
    assertThat(again.code()).isZero();
    assertThat(again.err()).contains("Nothing is left to do");
    input("in.jsonl", "{\"text\": \"b\"}\n{\"text\": \"c\"}\n");
    Ran other = run(input);
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.err()).contains("was made by another run", "--restart");
    assertThat(texts()).containsExactly("a");
    assertThat(run(input, "--restart").code()).isZero();
    assertThat(texts()).containsExactly("b", "c");
  }

  @Test
  void aFileThatSomeoneElseMadeIsNotReplaced() throws IOException {
    Files.writeString(output, "mine");
    Ran ran = run(input("in.jsonl", "{\"text\": \"a\"}\n"));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("exists already", "--restart");
    assertThat(output).hasContent("mine");
    assertThat(folder.resolve("tasks.json.journal")).doesNotExist();
  }

  @Test
  void largeOutputsComeInPartsThatAreArraysEach() throws IOException {
    StringBuilder lines = new StringBuilder();
    String filler = "x".repeat(1000);
    for (int i = 0; i < 3000; i++) {
      lines.append("{\"text\": \"").append(i).append(' ').append(filler).append("\"}\n");
    }
    Ran ran = run(input("in.jsonl", lines.toString()), "--part-megabytes", "1");
    assertThat(ran.code()).as(ran.err()).isZero();
    List<String> texts = new ArrayList<>();
    for (int part = 1; part <= 4; part++) {
      Path file = folder.resolve("tasks-00" + part + ".json");
      assertThat(Files.size(file)).isLessThanOrEqualTo(1 << 20);
      JsonView.of(Json.read(Files.readAllBytes(file)))
          .items()
          .forEach(task -> texts.add(task.get("data").get("text").string().split(" ")[0]));
    }
    assertThat(texts).hasSize(3000);
    for (int i = 0; i < 3000; i++) {
      assertThat(texts.get(i)).isEqualTo(Integer.toString(i));
    }
  }

  @Test
  void predictionsCarryTheVersionThatServingWouldGive() throws Exception {
    String served;
    try (Backend backend = Backend.open(Settings.of(Map.of("MODEL_DIR", store.toString())))) {
      served =
          answer(
                  backend,
                  "/setup",
                  """
          {"project": "12.1696257600", "schema": %s, "extra_params": "{\\"a\\": 1}"}
          """
                      .formatted(Json.text(MoodModel.CONFIG)))
              .get("model_version")
              .string();
    }
    Path input = input("in.jsonl", "{\"text\": \"a\"}\n");
    Ran ran = Ran.with(store, "--input", input.toString(), "--output", output.toString());
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(tasks().get(0).get("predictions").items().get(0).get("model_version").string())
        .isEqualTo(served);
  }

  private static JsonView answer(Backend backend, String path, String body) throws Exception {
    var response =
        backend.handle(
            new HttpRequest(
                "POST",
                path,
                "",
                Headers.empty(),
                new ByteArrayInputStream(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    var bytes = new java.io.ByteArrayOutputStream();
    response.body().writeTo(bytes);
    return JsonView.of(Json.read(bytes.toByteArray()));
  }
}
