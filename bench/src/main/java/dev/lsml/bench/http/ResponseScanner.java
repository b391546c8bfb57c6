// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of one HTTP/1.1 response in bytes that arrive in pieces (RFC 9112 §6): by length,
 * by chunks, or by the end of the connection. Reusable after {@link #reset}; not thread-safe.
 */
public final class ResponseScanner {
  private enum State {
    HEAD,
    LENGTH,
    UNTIL_CLOSE,
    CHUNK_SIZE,
    CHUNK_DATA,
    CHUNK_END,
    TRAILER,
    DONE
  }

  private final byte[] head = new byte[16 * 1024];
  private final @Nullable ByteArrayOutputStream body;
  private State state = State.HEAD;
  private int headLength;
  private long remaining;
  private int lineLength;
  private int status;

  /**
   * Makes one.
   *
   * @param keepBody whether {@link #body} is wanted
   */
  public ResponseScanner(boolean keepBody) {
    body = keepBody ? new ByteArrayOutputStream() : null;
  }

  /** Makes it ready for the next response on the connection. */
  public void reset() {
    state = State.HEAD;
    headLength = 0;
    remaining = 0;
    lineLength = 0;
    status = 0;
    if (body != null) {
      body.reset();
    }
  }

  /** The status code; 0 as long as the head is not complete. */
  public int status() {
    return status;
  }

  /**
   * The body so far.
   *
   * @throws IllegalStateException when it was not to be kept
   */
  public byte[] body() {
    if (body == null) {
      throw new IllegalStateException("this scanner was not asked to keep the body");
    }
    return body.toByteArray();
  }

  /** Tells whether a response whose connection ended here is complete. */
  public boolean completeAtEndOfConnection() {
    return state == State.UNTIL_CLOSE || state == State.DONE;
  }

  /**
   * Takes the bytes that arrived.
   *
   * @return whether the response is complete
   * @throws IllegalStateException when the bytes are no HTTP/1.1 response
   */
  public boolean offer(ByteBuffer bytes) {
    while (bytes.hasRemaining() && state != State.DONE) {
      switch (state) {
        case HEAD -> head(bytes);
        case LENGTH -> skip(bytes, State.DONE);
        case CHUNK_DATA -> skip(bytes, State.CHUNK_END);
        case UNTIL_CLOSE -> skip(bytes, State.UNTIL_CLOSE);
        case CHUNK_SIZE -> chunkSize(bytes.get());
        case CHUNK_END -> chunkEnd(bytes.get());
        case TRAILER -> trailer(bytes.get());
        case DONE -> throw new AssertionError("the loop ends here");
      }
    }
    return state == State.DONE;
  }

  private void head(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      if (headLength == head.length) {
        throw new IllegalStateException("the response head is over " + head.length + " bytes");
      }
      byte b = bytes.get();
      head[headLength++] = b;
      if (b == '\n' && headLength > 3 && head[headLength - 3] == '\n') {
        readHead();
        return;
      }
    }
  }

  private void readHead() {
    String text = new String(head, 0, headLength, StandardCharsets.ISO_8859_1);
    if (!text.startsWith("HTTP/1.")) {
      throw new IllegalStateException("not an HTTP/1.1 response: " + text);
    }
    status = Integer.parseInt(text.substring(9, 12));
    String lower = text.toLowerCase(Locale.ROOT);
    int length = lower.indexOf("\ncontent-length:");
    if (lower.contains("\ntransfer-encoding: chunked")) {
      state = State.CHUNK_SIZE;
    } else if (length >= 0) {
      int start = length + "\ncontent-length:".length();
      remaining = Long.parseLong(text.substring(start, text.indexOf('\r', start)).trim());
      state = remaining == 0 ? State.DONE : State.LENGTH;
    } else {
      remaining = Long.MAX_VALUE;
      state = status == 204 || status == 304 ? State.DONE : State.UNTIL_CLOSE;
    }
  }

  private void skip(ByteBuffer bytes, State next) {
    int part = (int) Math.min(bytes.remaining(), remaining);
    if (body != null) {
      byte[] copy = new byte[part];
      bytes.get(copy);
      body.writeBytes(copy);
    } else {
      bytes.position(bytes.position() + part);
    }
    remaining -= part;
    if (remaining == 0) {
      state = next;
    }
  }

  private void chunkSize(byte b) {
    int digit = Character.digit(b, 16);
    if (digit >= 0 && lineLength >= 0) {
      remaining = remaining * 16 + digit;
      lineLength++;
    } else if (b == '\n') {
      lineLength = 0;
      state = remaining == 0 ? State.TRAILER : State.CHUNK_DATA;
    } else {
      lineLength = -1; // a chunk extension, or the carriage return: no more digits on this line
    }
  }

  private void chunkEnd(byte b) {
    if (b == '\n') {
      state = State.CHUNK_SIZE;
    }
  }

  private void trailer(byte b) {
    if (b == '\n') {
      if (lineLength == 0) {
        state = State.DONE;
      }
      lineLength = 0;
    } else if (b != '\r') {
      lineLength++;
    }
  }
}
