// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A body whose second part is given out only when the reader has shown that it got the first. */
final class TwoParts extends InputStream {
  private final byte[] first;
  private final CountDownLatch arrived;
  private final byte[] last;
  private int position;

  TwoParts(String first, CountDownLatch arrived, String last) {
    this.first = first.getBytes(UTF_8);
    this.arrived = arrived;
    this.last = last.getBytes(UTF_8);
  }

  @Override
  public int read() throws IOException {
    if (position == first.length) {
      await(arrived);
    }
    int at = position++;
    return at < first.length
        ? first[at]
        : at < first.length + last.length ? last[at - first.length] : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int b =
        read(); // one at a time, so that nobody waits for the second part with the first in hand
    if (b < 0) {
      return -1;
    }
    buffer[offset] = (byte) b;
    return 1;
  }

  static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IOException("the first part did not arrive before the second was sent");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
