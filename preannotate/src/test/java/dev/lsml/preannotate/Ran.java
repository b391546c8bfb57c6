// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the program answered when it was run in this process. */
record Ran(int code, String out, String err) {
  static Ran with(Path store, String... arguments) {
    return with(Map.of("MODEL_DIR", store.toString()), arguments);
  }

  static Ran with(Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Preannotate.run(
            List.of(arguments),
            new HashMap<>(environment),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            time -> {});
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
