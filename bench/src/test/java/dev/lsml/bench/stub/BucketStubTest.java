// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.bench.http.Connection;
import dev.lsml.bench.http.HttpMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketStubTest {
  @TempDir Path folder;

  @Test
  void aFileIsAnObjectWhoseNameIsOneEncodedSegment() throws IOException {
    Files.createDirectories(folder.resolve("projects/12"));
    Files.writeString(folder.resolve("projects/12/head.json"), "{}");

    try (BucketStub stub = new BucketStub(folder)) {
      Connection.Answer answer =
          ask(stub, "/storage/v1/b/bench/o/projects%2F12%2Fhead.json?alt=media");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).asString().isEqualTo("{}");
      assertThat(stub.reads()).isEqualTo(1);
    }
  }

  @Test
  void nothingButTheFilesBelowTheFolderIsServed() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("inner"));
    Files.writeString(folder.resolve("secret"), "secret");

    try (BucketStub stub = new BucketStub(inner)) {
      assertThat(ask(stub, "/storage/v1/b/bench/o/absent?alt=media").status()).isEqualTo(404);
      assertThat(ask(stub, "/storage/v1/b/bench/o/..%2Fsecret?alt=media").status()).isEqualTo(404);
      assertThat(ask(stub, "/elsewhere").status()).isEqualTo(404);
      assertThat(stub.reads()).isZero();
    }
  }

  private static Connection.Answer ask(BucketStub stub, String path) throws IOException {
    try (Connection connection = new Connection(stub.url().getPort(), 10_000)) {
      return connection.ask(HttpMessages.get(path));
    }
  }
}
