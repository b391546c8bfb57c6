// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Terraform's values as MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md): plain
 * JDK values as {@link dev.lsml.core.json.Json} has them, and {@link Unknown} for what is known
 * only after the apply, which travels as an extension.
 */
final class MessagePack {
  private MessagePack() {}

  static @Nullable Object read(byte[] bytes) {
    try {
      return read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] write(@Nullable Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(new DataOutputStream(bytes), value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static @Nullable Object read(DataInputStream in) throws IOException {
    int type = in.readUnsignedByte();
    if (type < 0x80) {
      return (long) type;
    }
    if (type < 0x90) {
      return map(in, type & 0x0F);
    }
    if (type < 0xA0) {
      return list(in, type & 0x0F);
    }
    if (type < 0xC0) {
      return string(in, type & 0x1F);
    }
    if (type >= 0xE0) {
      return (long) (byte) type;
    }
    return switch (type) {
      case 0xC0 -> null;
      case 0xC2 -> false;
      case 0xC3 -> true;
      case 0xC7 -> extension(in, in.readUnsignedByte());
      case 0xC8 -> extension(in, in.readUnsignedShort());
      case 0xCA -> (double) in.readFloat();
      case 0xCB -> in.readDouble();
      case 0xCC -> (long) in.readUnsignedByte();
      case 0xCD -> (long) in.readUnsignedShort();
      case 0xCE -> Integer.toUnsignedLong(in.readInt());
      case 0xCF, 0xD3 -> in.readLong();
      case 0xD0 -> (long) in.readByte();
      case 0xD1 -> (long) in.readShort();
      case 0xD2 -> (long) in.readInt();
      case 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 -> extension(in, 1 << (type - 0xD4));
      case 0xD9 -> string(in, in.readUnsignedByte());
      case 0xDA -> string(in, in.readUnsignedShort());
      case 0xDB -> string(in, in.readInt());
      case 0xDC -> list(in, in.readUnsignedShort());
      case 0xDD -> list(in, in.readInt());
      case 0xDE -> map(in, in.readUnsignedShort());
      case 0xDF -> map(in, in.readInt());
      default -> throw new IOException("MessagePack type " + Integer.toHexString(type));
    };
  }

  private static String string(DataInputStream in, int length) throws IOException {
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static List<@Nullable Object> list(DataInputStream in, int size) throws IOException {
    List<@Nullable Object> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(read(in));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(DataInputStream in, int size)
      throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      map.put((String) read(in), read(in));
    }
    return map;
  }

  /** Whatever Terraform may tell about an unknown value beside its being unknown is passed over. */
  private static Unknown extension(DataInputStream in, int length) throws IOException {
    in.readByte();
    in.readNBytes(length);
    return Unknown.VALUE;
  }

  private static void write(DataOutputStream out, @Nullable Object value) throws IOException {
    if (value == null) {
      out.writeByte(0xC0);
    } else if (value == Unknown.VALUE) {
      out.write(new byte[] {(byte) 0xD4, 0, 0});
    } else if (value instanceof Boolean flag) {
      out.writeByte(flag ? 0xC3 : 0xC2);
    } else if (value instanceof Double number) {
      out.writeByte(0xCB);
      out.writeDouble(number);
    } else if (value instanceof Number number) {
      out.writeByte(0xD3);
      out.writeLong(number.longValue());
    } else if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeByte(0xDB);
      out.writeInt(bytes.length);
      out.write(bytes);
    } else if (value instanceof List<?> list) {
      out.writeByte(0xDD);
      out.writeInt(list.size());
      for (Object element : list) {
        write(out, element);
      }
    } else if (value instanceof Map<?, ?> map) {
      out.writeByte(0xDF);
      out.writeInt(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        write(out, entry.getKey());
        write(out, entry.getValue());
      }
    } else {
      throw new IOException("no MessagePack form for " + value.getClass());
    }
  }
}
