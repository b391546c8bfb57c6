// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseScannerTest {
  private static final String BY_LENGTH =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\ncontent-LENGTH: 5\r\n\r\nhello";
  private static final String BY_CHUNKS =
      "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "3\r\nhel\r\n2;name=1\r\nlo\r\n0\r\nTrailer: x\r\n\r\n";
  private static final String WITHOUT_BODY = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

  @ParameterizedTest
  @ValueSource(strings = {BY_LENGTH, BY_CHUNKS})
  void theEndIsFoundWhereverThePiecesAreCut(String response) {
    byte[] bytes = ascii(response);
    for (int cut = 0; cut < bytes.length; cut++) {
      ResponseScanner scanner = new ResponseScanner(true);

      assertThat(scanner.offer(ByteBuffer.wrap(bytes, 0, cut))).isFalse();
      assertThat(scanner.offer(ByteBuffer.wrap(bytes, cut, bytes.length - cut))).isTrue();

      assertThat(scanner.body()).asString().isEqualTo("hello");
    }
  }

  @Test
  void theNextResponseIsReadAfterAReset() {
    ResponseScanner scanner = new ResponseScanner(true);
    for (String response : new String[] {BY_CHUNKS, WITHOUT_BODY, BY_LENGTH, BY_CHUNKS}) {
      scanner.reset();

      assertThat(scanner.offer(ByteBuffer.wrap(ascii(response)))).isTrue();

      assertThat(scanner.status()).isEqualTo(Integer.parseInt(response.substring(9, 12)));
    }
  }

  @Test
  void aBodyWithoutALengthEndsWithTheConnection() {
    ResponseScanner scanner = new ResponseScanner(true);

    assertThat(scanner.offer(ByteBuffer.wrap(ascii("HTTP/1.0 200 OK\r\n\r\nall of it")))).isFalse();

    assertThat(scanner.completeAtEndOfConnection()).isTrue();
    assertThat(scanner.body()).asString().isEqualTo("all of it");
  }

  @Test
  void aResponseThatBreaksOffIsNotComplete() {
    ResponseScanner scanner = new ResponseScanner(false);
    byte[] most = ascii(BY_LENGTH);

    assertThat(scanner.offer(ByteBuffer.wrap(Arrays.copyOf(most, most.length - 1)))).isFalse();

    assertThat(scanner.completeAtEndOfConnection()).isFalse();
  }

  @Test
  void somethingElseThanHttpIsRefused() {
    ResponseScanner scanner = new ResponseScanner(false);

    assertThatThrownBy(() -> scanner.offer(ByteBuffer.wrap(ascii("SSH-2.0-x\r\n\r\n"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("not an HTTP/1.1 response: SSH");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
