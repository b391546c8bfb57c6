// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names that a cloud would find too long. Pure functions. */
public final class ShortName {
  private static final int HASH = 6;

  private ShortName() {}

  /** The name with an ending, shortened if both together are too long. */
  public static String of(String name, String ending, int most) {
    int room = most - ending.length();
    return (name.length() <= room ? name : cut(name, room)) + ending;
  }

  /** The beginning, and six digits of a hash of all of it, so that no two names become one. */
  public static String cut(String name, int room) {
    int length = Math.min(name.length(), room - HASH - 1);
    String start = name.substring(0, length);
    while (start.endsWith("-")) {
      start = start.substring(0, start.length() - 1);
    }
    return start + "-" + hash(name);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
