// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.StoredObject;
import dev.lsml.testkit.Fault;
import dev.lsml.testkit.InMemoryObjectStore;
import dev.lsml.testkit.ScriptedFaultStore;
import dev.lsml.testkit.StoreCall.Operation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketRunTest {
  @TempDir Path folder;
  private final ObjectStore bucket = new InMemoryObjectStore();

  @BeforeEach
  void fillsTheBucket() throws Exception {
    MemoryBuckets.store = bucket;
    put("in/reviews.jsonl", "{\"text\": \"a\"}\nno json\n{\"text\": \"b\"}\n");
    Files.writeString(folder.resolve("config.xml"), MoodModel.CONFIG);
  }

  private void put(String key, String text) throws Exception {
    bucket.put(new ObjectKey(key), text.getBytes(StandardCharsets.UTF_8), Condition.absent());
  }

  private String text(String key) throws Exception {
    StoredObject object = bucket.get(new ObjectKey(key));
    return object == null ? null : new String(object.bytes(), StandardCharsets.UTF_8);
  }

  private Ran run(String... more) {
    String[] arguments = {
      "--input",
      "mem://shop/in/reviews.jsonl",
      "--output",
      "mem://shop/out/tasks.json",
      "--label-config",
      folder.resolve("config.xml").toString(),
      "--work",
      folder.resolve("work").toString()
    };
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return Ran.with(folder.resolve("store"), all);
  }

  @Test
  void anObjectIsReadAndTheOutputAndItsRejectsAreUploaded() throws Exception {
    Ran ran = run();
    assertThat(ran.code()).as(ran.err()).isEqualTo(3);
    assertThat(JsonView.of(Json.read(text("out/tasks.json"))).items()).hasSize(2);
    assertThat(text("out/tasks.json.rejects.jsonl")).contains("\"row\":2", "no json");
    assertThat(ran.out())
        .contains("mem://shop/out/tasks.json", "mem://shop/out/tasks.json.rejects.jsonl");
    assertThat(run().err()).contains("Nothing is left to do");
  }

  @Test
  void anUploadWhoseAnswerIsLostIsLookedForBeforeItIsRepeated() throws Exception {
    AtomicInteger uploads = new AtomicInteger();
    MemoryBuckets.store =
        new ScriptedFaultStore(
            bucket,
            call ->
                call.operation() == Operation.UPLOAD && uploads.getAndIncrement() == 0
                    ? Fault.LOSE_ANSWER
                    : Fault.NONE);
    Ran ran = run();
    assertThat(ran.code()).as(ran.err()).isEqualTo(3);
    assertThat(uploads).hasValue(2); // the tasks once, the rejects once
    assertThat(JsonView.of(Json.read(text("out/tasks.json"))).items()).hasSize(2);
  }

  @Test
  void anObjectThatIsThereAlreadyIsReplacedOnlyWhenThatIsSaid() throws Exception {
    put("out/tasks.json", "mine");
    Ran ran = run();
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("mem://shop/out/tasks.json exists already");
    assertThat(text("out/tasks.json")).isEqualTo("mine");
    assertThat(run("--restart").code()).isEqualTo(3);
    assertThat(text("out/tasks.json")).startsWith("[\n{");
  }

  @Test
  void whatIsNoObjectOrOfAnUnknownCloudIsSaid() {
    assertThat(Ran.with(folder, "--input", "mem://shop/none.csv", "--output", "o.json").err())
        .contains("The input mem://shop/none.csv cannot be read: the bucket has no such object");
    assertThat(Ran.with(folder, "--input", "gs://shop/in.csv", "--output", "o.json").err())
        .contains("gs://shop/in.csv cannot be opened: this backend knows mem://", "-Pgcp");
    assertThat(Ran.with(folder, "--input", "mem://shop.csv", "--output", "o.json").err())
        .contains("names no object");
  }
}
