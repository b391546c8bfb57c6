// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The two wire types of protocol buffers that Terraform's plugin protocol uses: varints and
 * length-delimited fields (https://protobuf.dev/programming-guides/encoding). Fields go by number;
 * an absent one is zero or empty, as in proto3.
 */
final class Wire {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;

  private Wire() {}

  /** A message that was received. */
  static final class Message {
    private final Map<Integer, List<Object>> fields = new TreeMap<>();

    static Message parse(byte[] bytes) {
      Message message = new Message();
      Cursor cursor = new Cursor(bytes);
      while (cursor.at < bytes.length) {
        long key = cursor.varint();
        Object value =
            switch ((int) (key & 7)) {
              case VARINT -> cursor.varint();
              case LENGTH_DELIMITED -> cursor.bytes();
              default -> throw new IllegalArgumentException("wire type " + (key & 7));
            };
        message.fields.computeIfAbsent((int) (key >>> 3), n -> new ArrayList<>()).add(value);
      }
      return message;
    }

    byte[] bytes(int field) {
      List<Object> values = fields.get(field);
      return values == null ? new byte[0] : (byte[]) values.get(values.size() - 1);
    }

    String string(int field) {
      return new String(bytes(field), StandardCharsets.UTF_8);
    }

    Message message(int field) {
      return parse(bytes(field));
    }
  }

  private static final class Cursor {
    private final byte[] bytes;
    private int at;

    Cursor(byte[] bytes) {
      this.bytes = bytes;
    }

    long varint() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte next = bytes[at++];
        value |= (long) (next & 0x7F) << shift;
        if (next >= 0) {
          return value;
        }
      }
    }

    byte[] bytes() {
      int length = (int) varint();
      byte[] value = java.util.Arrays.copyOfRange(bytes, at, at + length);
      at += length;
      return value;
    }
  }

  /** A message that is being written. */
  static final class Builder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Builder number(int field, long value) {
      if (value != 0) {
        varint((long) field << 3 | VARINT);
        varint(value);
      }
      return this;
    }

    Builder flag(int field, boolean value) {
      return number(field, value ? 1 : 0);
    }

    Builder bytes(int field, byte[] value) {
      varint((long) field << 3 | LENGTH_DELIMITED);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    Builder string(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Builder message(int field, Builder value) {
      return bytes(field, value.build());
    }

    byte[] build() {
      return out.toByteArray();
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        out.write((int) (rest & 0x7F | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
