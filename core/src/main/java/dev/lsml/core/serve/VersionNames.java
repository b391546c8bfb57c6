// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.json.Json;
import dev.lsml.core.model.ModelType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives versions the names that Label Studio sees: {@code <model>-v<number>-<6 hex digits>}, such
 * as {@code text-classifier-v3-9f2c01}. The digits digest the label config, the extra params and
 * the version of the model's code, so the name changes exactly when the predictions may, and is the
 * same on every replica and after a restart. Thread-safe.
 */
final class VersionNames {
  private final ModelType type;
  private volatile @Nullable Named last;

  VersionNames(ModelType type) {
    this.type = type;
  }

  private record Named(String xml, @Nullable Object extraParams, int number, String name) {}

  /**
   * The name of a version.
   *
   * @param number of the training that made it; 0 before the first
   */
  String name(int number, String xml, @Nullable Object extraParams) {
    Named known = last; // the same config comes with every request: digest it once
    if (known != null
        && known.number == number
        && known.xml.equals(xml)
        && java.util.Objects.equals(known.extraParams, extraParams)) {
      return known.name;
    }
    String name = type.name() + "-v" + number + "-" + digest(xml, extraParams);
    last = new Named(xml, extraParams, number, name);
    return name;
  }

  private String digest(String xml, @Nullable Object extraParams) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(xml.getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) 0);
      sha256.update(Json.bytes(sorted(extraParams)));
      sha256.update((byte) 0);
      byte[] digest = sha256.digest(type.codeVersion().getBytes(StandardCharsets.UTF_8));
      StringBuilder hex = new StringBuilder();
      for (int i = 0; i < 3; i++) {
        hex.append(Character.forDigit((digest[i] >> 4) & 15, 16));
        hex.append(Character.forDigit(digest[i] & 15, 16));
      }
      return hex.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** JSON whose keys stand in another order means the same. */
  private static @Nullable Object sorted(@Nullable Object json) {
    if (json instanceof Map<?, ?> map) {
      TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
      map.forEach((key, value) -> sorted.put((String) key, sorted(value)));
      return sorted;
    }
    if (json instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(sorted(item)));
      return copy;
    }
    return json;
  }
}
