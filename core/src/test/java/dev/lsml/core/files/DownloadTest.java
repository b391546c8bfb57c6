// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import static dev.lsml.core.files.FilesFixture.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.files.TaskFileException.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server may send, and where it is cut off. */
final class DownloadTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more",
        "HTTP/1.1 200 OK\r\n\r\nhello",
        "HTTP/1.0 200 OK\nContent-Type: text/plain\n\nhello",
        "HTTP/1.1 200\r\ncontent-length:5\r\n\r\nhello",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nContent-Length: 1\r\n\r\n"
            + "2;name=value\r\nhe\r\n003\r\nllo\r\n0\r\nTrailer: x\r\n\r\n",
      })
  void aBodyIsReadHoweverItsEndIsMarked(String answer) {
    try (RawServer server = RawServer.sending(answer)) {
      assertThat(files().bytes(TASK, server.url("/f"))).asString().isEqualTo("hello");
    }
  }

  @Test
  void theRequestIsPlainAndAsksForNothingSpecial() {
    try (RawServer server = RawServer.sending("HTTP/1.1 200 OK\r\n\r\n")) {
      files().bytes(TASK, server.url("/a b?c=d"));

      assertThat(server.requests)
          .containsExactly(
              "GET /a%20b?c=d HTTP/1.1\r\nHost: 127.0.0.1:"
                  + server.port()
                  + "\r\nUser-Agent: lsml\r\nAccept: */*\r\nAccept-Encoding: identity\r\n"
                  + "Connection: close\r\n\r\n");
    }
  }

  @Test
  void contentStoredCompressedIsUnpacked() {
    try (RawServer server = gzip("hello".getBytes(StandardCharsets.UTF_8))) {
      assertThat(files().bytes(TASK, server.url("/f"))).asString().isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nhello | ended 4 bytes early",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n9\\r\\nhello | ended inside a chunk",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nhello\\r\\n | ended early",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nhello6\\r\\n | longer than it says",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n-5\\r\\nhello | length of a chunk is malformed",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nffffffffffffffff\\r\\n | length of a chunk is malformed",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n | transfer encoding that is not known",
        "HTTP/1.1 200 OK\\r\\nContent-Length: -1\\r\\n\\r\\n | length is malformed",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\nContent-Length: 6\\r\\n\\r\\nhello | length is malformed",
        "HTTP/1.1 200 OK\\r\\nContent-Encoding: br\\r\\n\\r\\nhello | encoding that is not known",
        "HTTP/1.1 200 OK\\r\\nContent-Encoding: gzip\\r\\n\\r\\nhello | GZIP",
        "HTTP/1.1 200 OK\\r\\nno colon\\r\\n\\r\\n | header of the answer is malformed",
        "HTTP/1.1 200 OK\\r\\nA: b\\r\\n folded\\r\\n\\r\\n | header of the answer is malformed",
        "HTTP/1.1 200 OK\\r\\nA : b\\r\\n\\r\\n | header of the answer is malformed",
        "HTTP/1.1 200 OK\\r\\nA: b | ended early",
        "HTTP/1.1 2x0 OK\\r\\n\\r\\n | is not HTTP/1.1",
        "HTTP/2 200\\r\\n\\r\\n | is not HTTP/1.1",
        "SSH-2.0-OpenSSH_9.2\\r\\n | is not HTTP/1.1",
      })
  void anAnswerThatIsBrokenOrCutShortIsRefusedAndNotCached(String answer, String reason)
      throws Exception {
    try (RawServer server = RawServer.sending(answer.replace("\\r", "\r").replace("\\n", "\n"))) {
      assertThatThrownBy(() -> files().bytes(TASK, server.url("/f")))
          .isInstanceOfSatisfying(
              TaskFileException.class, e -> assertThat(e.step()).isEqualTo(Step.DOWNLOAD))
          .hasMessageContaining(reason);
      assertThat(cached()).isZero();
    }
  }

  @Test
  void aFileThatSaysItIsTooLargeIsNotReadAtAll() {
    FilesFixture fixture = fixture();
    fixture.maxFileBytes = 1000;
    try (RawServer server = RawServer.sending("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n")) {
      // Without the declared length this would end as a body that is cut short.
      assertThatThrownBy(() -> fixture.files().bytes(TASK, server.url("/f")))
          .isInstanceOf(TaskFileException.class)
          .hasMessageContaining("the file is larger than 1000 bytes")
          .hasMessageContaining("raise the limit");
    }
  }

  @Test
  void anEndlessBodyIsCutOffAtTheLimit() throws Exception {
    FilesFixture fixture = fixture();
    fixture.maxFileBytes = 100_000;
    try (RawServer server =
        new RawServer(
            "127.0.0.1",
            out -> {
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
              byte[] block = new byte[8192];
              while (true) {
                out.write(block);
              }
            })) {
      assertThatThrownBy(() -> fixture.files().bytes(TASK, server.url("/f")))
          .isInstanceOf(TaskFileException.class)
          .hasMessageContaining("the file is larger than 100000 bytes");
      assertThat(cached()).isZero();
    }
  }

  @Test
  void aCompressedBombIsCutOffAtTheLimit() {
    FilesFixture fixture = fixture();
    fixture.maxFileBytes = 100_000;
    try (RawServer server = gzip(new byte[50 << 20])) {
      assertThatThrownBy(() -> fixture.files().bytes(TASK, server.url("/f")))
          .isInstanceOf(TaskFileException.class)
          .hasMessageContaining("the file is larger than 100000 bytes");
    }
  }

  @Test
  void headersWithoutEndAreCutOff() {
    try (RawServer server =
        new RawServer(
            "127.0.0.1",
            out -> {
              out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
              while (true) {
                out.write("X-Y: z\r\n".getBytes(StandardCharsets.UTF_8));
              }
            })) {
      assertThatThrownBy(() -> files().bytes(TASK, server.url("/f")))
          .isInstanceOf(TaskFileException.class)
          .hasMessageContaining("headers are larger than");
    }
  }

  @Test
  void aBodyThatDripsIsCutOffAtTheDeadlineAlthoughEveryReadBringsSomething() {
    FilesFixture fixture = fixture();
    // Each look at the clock is a second later: the deadline comes after some bytes.
    AtomicLong seconds = new AtomicLong();
    fixture.nanos = () -> seconds.incrementAndGet() * 1_000_000_000;
    try (RawServer server =
        new RawServer(
            "127.0.0.1",
            out -> {
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
              while (true) {
                out.write('x');
                out.flush();
              }
            })) {
      assertThatThrownBy(() -> fixture.files().bytes(TASK, server.url("/f")))
          .isInstanceOfSatisfying(
              TaskFileException.class, e -> assertThat(e.step()).isEqualTo(Step.DOWNLOAD))
          .hasMessageContaining("it took longer than 30000 ms");
    }
  }

  @Test
  void aServerThatSaysNothingIsGivenUp() {
    FilesFixture fixture = fixture();
    fixture.timeout = Duration.ofMillis(100);
    try (RawServer server = silent()) {
      assertThatThrownBy(() -> fixture.files().bytes(TASK, server.url("/f")))
          .isInstanceOf(TaskFileException.class)
          .hasMessageContaining("it took longer than 100 ms");
    }
  }

  @Test
  void aTlsHandshakeThatNeverComesIsGivenUpToo() {
    FilesFixture fixture = fixture();
    fixture.timeout = Duration.ofMillis(300);
    try (RawServer server = silent()) {
      assertThatThrownBy(
              () -> fixture.files().bytes(TASK, "https://127.0.0.1:" + server.port() + "/f"))
          .isInstanceOfSatisfying(
              TaskFileException.class, e -> assertThat(e.step()).isEqualTo(Step.CONNECT))
          .hasMessageContaining("it took longer than 300 ms");
    }
  }

  @Test
  void nobodyListeningIsSaid() throws IOException {
    try (Socket taken = new Socket()) { // held, so that nobody else comes to listen there
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String url = "http://127.0.0.1:" + taken.getLocalPort();

      assertThatThrownBy(() -> files().bytes(TASK, url + "/f"))
          .isInstanceOfSatisfying(
              TaskFileException.class, e -> assertThat(e.step()).isEqualTo(Step.CONNECT))
          .hasMessageContaining("no connection to " + url);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 206, 304, 400, 401, 403, 404, 424, 500, 503})
  void anyAnswerButTheWholeFileIsAnErrorOfThisTask(int status) {
    try (RawServer server =
        RawServer.sending("HTTP/1.1 " + status + " X\r\nContent-Length: 6\r\n\r\nsecret")) {
      assertThatThrownBy(() -> files().bytes(TASK, server.url("/f?signature=abc")))
          .isInstanceOf(TaskFileException.class)
          .hasMessageContaining("of task 12")
          .hasMessageContaining("answered " + status)
          .message()
          .doesNotContain("secret")
          .doesNotContain("abc");
      assertThat(server.connections).hasValue(1);
    }
  }

  private static RawServer silent() {
    java.util.concurrent.CountDownLatch never = new java.util.concurrent.CountDownLatch(1);
    return new RawServer("127.0.0.1", out -> never.await());
  }

  private static RawServer gzip(byte[] content) {
    return new RawServer(
        "127.0.0.1",
        out -> {
          ByteArrayOutputStream packed = new ByteArrayOutputStream();
          try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
          }
          out.write(
              ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                      + packed.size()
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
          out.write(packed.toByteArray());
        });
  }

  private long cached() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private FilesFixture fixture() {
    return new FilesFixture(folder).allow("127.0.0.1");
  }

  private TaskFiles files() {
    return fixture().files();
  }
}
