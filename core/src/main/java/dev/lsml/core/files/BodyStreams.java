// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.zip.GZIPInputStream;

/** The three ways in which HTTP/1.1 marks where a body ends. A body that ends early is an error. */
final class BodyStreams {
  private BodyStreams() {}

  /** The body behind a head, decoded. */
  static InputStream of(HttpHead head, InputStream input) throws IOException {
    String coding = head.header("content-encoding");
    InputStream framed = framed(head, input);
    if (coding == null || coding.isEmpty() || coding.equalsIgnoreCase("identity")) {
      return framed;
    } else if (coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip")) {
      return new GZIPInputStream(framed); // Stored so, as buckets do, although not asked for.
    }
    throw new ProtocolException("the content has an encoding that is not known here");
  }

  /** The length that the head declares; -1 when it declares none. */
  static long length(HttpHead head) throws ProtocolException {
    String length = head.header("content-length");
    if (length == null || head.header("transfer-encoding") != null) {
      return -1;
    }
    if (!length.isEmpty() && length.length() <= 18) {
      long value = 0;
      for (int i = 0; i < length.length() && value >= 0; i++) {
        int digit = length.charAt(i) - '0';
        value = digit < 0 || digit > 9 ? -1 : value * 10 + digit;
      }
      if (value >= 0) {
        return value;
      }
    }
    throw new ProtocolException("the answer's length is malformed");
  }

  private static InputStream framed(HttpHead head, InputStream input) throws IOException {
    String transfer = head.header("transfer-encoding");
    if (transfer != null) {
      if (!transfer.equalsIgnoreCase("chunked")) {
        throw new ProtocolException("the answer has a transfer encoding that is not known here");
      }
      return new Chunked(input);
    }
    long length = length(head);
    return length < 0 ? input : new Counted(input, length);
  }

  /** A body of a known length. */
  private static final class Counted extends FilterInputStream {
    private long left;

    Counted(InputStream in, long length) {
      super(in);
      left = length;
    }

    @Override
    public int read() throws IOException {
      return one(this);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException("the connection ended " + left + " bytes early");
      }
      left -= count;
      return count;
    }
  }

  /** A body in chunks, each with its length before it. */
  private static final class Chunked extends FilterInputStream {
    private long left;
    private boolean first = true;
    private boolean ended;
    private final int[] lineBytes = new int[1];

    Chunked(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      return one(this);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0 && !ended) {
        next();
      }
      if (ended) {
        return -1;
      }
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException("the connection ended inside a chunk");
      }
      left -= count;
      return count;
    }

    private void next() throws IOException {
      lineBytes[0] = 4096;
      if (!first && !HttpHead.line(in, lineBytes).isEmpty()) {
        throw new ProtocolException("a chunk is longer than it says");
      }
      first = false;
      String line = HttpHead.line(in, lineBytes);
      int semicolon = line.indexOf(';');
      left = size((semicolon < 0 ? line : line.substring(0, semicolon)).strip());
      if (left == 0) {
        ended = true;
        while (!HttpHead.line(in, lineBytes).isEmpty()) {
          continue; // Trailers say nothing of interest.
        }
      }
    }

    private static long size(String hex) throws ProtocolException {
      long size = hex.isEmpty() || hex.length() > 15 ? -1 : 0;
      for (int i = 0; i < hex.length() && size >= 0; i++) {
        int digit = Character.digit(hex.charAt(i), 16);
        size = digit < 0 ? -1 : size * 16 + digit;
      }
      if (size < 0) {
        throw new ProtocolException("the length of a chunk is malformed");
      }
      return size;
    }
  }

  private static int one(InputStream input) throws IOException {
    byte[] one = new byte[1];
    return input.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }
}
