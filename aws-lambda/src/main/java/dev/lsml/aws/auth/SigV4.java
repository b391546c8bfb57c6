// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.auth;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests with AWS Signature Version 4, in a header. Immutable and thread-safe.
 *
 * <p>Written out because the SDK that has it costs a cold start most of a second. HMAC too: {@code
 * javax.crypto} reads and checks its providers before it computes anything.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">how
 *     requests are signed</a>
 */
public final class SigV4 {
  private static final int BLOCK = 64; // of SHA-256, for HMAC (RFC 2104)

  private final String service;
  private final String region;

  /**
   * Makes one.
   *
   * @param service the name that AWS signs it by, such as {@code s3}
   * @param region such as {@code us-east-1}
   */
  public SigV4(String service, String region) {
    this.service = service;
    this.region = region;
  }

  /**
   * The header fields to send: those given, and those that sign.
   *
   * @param address its path and query stand in it as they are sent, encoded once
   * @param headers those to be signed too, without {@code Host}
   * @param bodyHash {@link #hash} of the body
   */
  public Map<String, String> sign(
      String method,
      URI address,
      Map<String, String> headers,
      String bodyHash,
      AwsKeys keys,
      Instant now) {
    String time = time(now);
    Map<String, String> sent = new TreeMap<>(headers);
    sent.put("X-Amz-Date", time);
    if (keys.token() != null) {
      sent.put("X-Amz-Security-Token", keys.token());
    }
    TreeMap<String, String> signed = new TreeMap<>();
    sent.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip()));
    signed.put("host", host(address));
    String names = String.join(";", signed.keySet());
    StringBuilder request = new StringBuilder(method).append('\n');
    String path = address.getRawPath();
    request.append(path == null || path.isEmpty() ? "/" : path).append('\n');
    request.append(query(address.getRawQuery())).append('\n');
    signed.forEach((name, value) -> request.append(name).append(':').append(value).append('\n'));
    request.append('\n').append(names).append('\n').append(bodyHash);

    String date = time.substring(0, 8);
    String scope = date + "/" + region + "/" + service + "/aws4_request";
    String toSign =
        "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hash(utf8(request.toString()));
    byte[] key = hmac(utf8("AWS4" + keys.secret()), date);
    key = hmac(hmac(hmac(key, region), service), "aws4_request");
    sent.put(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential="
            + keys.id()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + hex(hmac(key, toSign)));
    return sent;
  }

  /** SHA-256 as lower-case hexadecimal digits. */
  public static String hash(byte[] body) {
    return hex(sha256().digest(body));
  }

  private static String host(URI address) {
    int port = address.getPort();
    boolean usual = port < 0 || port == ("https".equals(address.getScheme()) ? 443 : 80);
    return usual ? address.getHost() : address.getHost() + ":" + port;
  }

  private static String query(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return "";
    }
    List<String> pairs = new ArrayList<>();
    for (int start = 0; start <= query.length(); ) {
      int and = query.indexOf('&', start);
      int end = and < 0 ? query.length() : and;
      String pair = query.substring(start, end);
      pairs.add(pair.indexOf('=') < 0 ? pair + "=" : pair);
      start = end + 1;
    }
    Collections.sort(pairs);
    return String.join("&", pairs);
  }

  /** {@code 20260131T140359Z}. */
  private static String time(Instant now) {
    LocalDateTime t = LocalDateTime.ofEpochSecond(now.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(16);
    text.append(t.getYear());
    twoDigits(twoDigits(text, t.getMonthValue()), t.getDayOfMonth()).append('T');
    twoDigits(twoDigits(twoDigits(text, t.getHour()), t.getMinute()), t.getSecond()).append('Z');
    return text.toString();
  }

  private static StringBuilder twoDigits(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  static byte[] hmac(byte[] key, String text) {
    byte[] inner = new byte[BLOCK];
    byte[] outer = new byte[BLOCK];
    byte[] used = key.length > BLOCK ? sha256().digest(key) : key;
    for (int i = 0; i < BLOCK; i++) {
      int k = i < used.length ? used[i] : 0;
      inner[i] = (byte) (k ^ 0x36);
      outer[i] = (byte) (k ^ 0x5c);
    }
    MessageDigest digest = sha256();
    digest.update(inner);
    byte[] first = digest.digest(utf8(text));
    digest.update(outer);
    return digest.digest(first);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String hex(byte[] bytes) {
    char[] digits = new char[bytes.length * 2];
    for (int i = 0; i < bytes.length; i++) {
      digits[2 * i] = Character.forDigit(bytes[i] >> 4 & 15, 16);
      digits[2 * i + 1] = Character.forDigit(bytes[i] & 15, 16);
    }
    return new String(digits);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
