// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import dev.lsml.core.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP response as a client receives it. The body can be read once.
 *
 * @param status the status code
 * @param reason the reason phrase, empty when there is none
 * @param headers the header fields
 * @param body ends where the response ends
 */
public record HttpAnswer(int status, String reason, Headers headers, InputStream body) {
  /** Reads the whole body as UTF-8. */
  public String text() throws IOException {
    return new String(body.readAllBytes(), StandardCharsets.UTF_8);
  }
}
