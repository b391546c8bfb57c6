// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.e2e.parts.Backend;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.LsmlBackend;
import dev.lsml.e2e.parts.Parts;
import dev.lsml.e2e.parts.PythonSdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Label Studio reads of lsml what it reads of the Python SDK, but for the declared differences. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParityIT {
  private Path folder = Path.of("");

  @BeforeAll
  void makeAFolder() throws IOException {
    folder = Folders.fresh(getClass());
  }

  @Test
  void theReleaseOfThePythonSdkAnswersAsTheTableSays() throws Exception {
    Path own = folder.resolve("release");
    check(Parts.need("python-sdk", () -> PythonSdk.release(own, Subject.SETTINGS)), Row::release);
  }

  @Test
  void theSourceOfThePythonSdkAnswersAsTheTableSays() throws Exception {
    Path own = folder.resolve("source");
    check(
        Parts.need("python-sdk-source", () -> PythonSdk.source(own, Subject.SETTINGS)),
        Row::source);
  }

  @Test
  void lsmlAnswersAsTheTableSays() throws Exception {
    Map<String, String> settings = new HashMap<>(Subject.SETTINGS);
    settings.put("LSML_WEBHOOK_SECRET", Subject.SECRET);
    check(LsmlBackend.start(folder.resolve("lsml"), settings), Row::lsml);
  }

  @Test
  void theDocumentationIsTheTable() throws Exception {
    Path page = Path.of(System.getProperty("lsml.root"), "docs", "parity.md");
    String wanted = ParityDocument.render(ParityTable.rows());
    if (Boolean.getBoolean("lsml.e2e.parity.write")) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, wanted);
    }
    assertThat(page)
        .as("docs/parity.md; run with -Dlsml.e2e.parity.write=true to write it anew")
        .hasContent(wanted);
  }

  private static void check(Backend backend, Function<Row, String> column) throws Exception {
    try (Subject subject = new Subject(backend)) {
      List<String> differences = new ArrayList<>();
      for (Row row : ParityTable.rows()) {
        String wanted = column.apply(row);
        String got = subject.answer(row);
        if (!got.equals(wanted)) {
          differences.add(
              row.group() + ", " + row.request() + ": '" + got + "' and not '" + wanted + "'");
        }
      }
      assertThat(differences).as("answers that differ from the table").isEmpty();
    }
  }
}
