// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The examples that AWS publishes: those of its test suite for Signature Version 4
 * (aws-sig-v4-test- suite), and those of the S3 API reference, "Authenticating Requests: Using the
 * Authorization Header".
 */
class SigV4Test {
  private static final Instant SUITE_TIME = Instant.parse("2015-08-30T12:36:00Z");
  private static final AwsKeys SUITE_KEYS =
      new AwsKeys("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", null);
  private static final SigV4 SUITE = new SigV4("service", "us-east-1");

  private static final Instant S3_TIME = Instant.parse("2013-05-24T00:00:00Z");
  private static final AwsKeys S3_KEYS =
      new AwsKeys("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null);

  @Test
  void getVanilla() {
    assertThat(suite("GET", "/", Map.of(), "", SUITE_KEYS))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                + " SignedHeaders=host;x-amz-date,"
                + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
  }

  @Test
  void postVanilla() {
    assertThat(suite("POST", "/", Map.of(), "", SUITE_KEYS))
        .endsWith("Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
  }

  @Test
  void getVanillaQueryOrderKeyCase() {
    assertThat(suite("GET", "/?Param2=value2&Param1=value1", Map.of(), "", SUITE_KEYS))
        .endsWith("Signature=b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
  }

  @Test
  void getHeaderValueTrim() {
    assertThat(
            suite(
                "GET",
                "/",
                Map.of("My-Header1", " value1", "My-Header2", " \"a b c\""),
                "",
                SUITE_KEYS))
        .endsWith("Signature=acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
  }

  @Test
  void postXWwwFormUrlencoded() {
    assertThat(
            suite(
                "POST",
                "/",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "Param1=value1",
                SUITE_KEYS))
        .contains("SignedHeaders=content-type;host;x-amz-date,")
        .endsWith("Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
  }

  @Test
  void postStsTokenHeaderBefore() {
    AwsKeys role =
        new AwsKeys(
            SUITE_KEYS.id(),
            SUITE_KEYS.secret(),
            "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMi"
                + "cRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8p"
                + "hUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0r"
                + "KwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSI"
                + "lTJabIQwj2ICCR/oLxBA==");

    assertThat(suite("POST", "/", Map.of(), "", role))
        .contains("SignedHeaders=host;x-amz-date;x-amz-security-token,")
        .endsWith("Signature=85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead");
  }

  @Test
  void s3GetObject() {
    assertThat(s3("GET", "/test.txt", Map.of("Range", "bytes=0-9"), ""))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + " SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                + " Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void s3PutObject() {
    assertThat(
            s3(
                "PUT",
                "/test%24file.text",
                Map.of(
                    "Date",
                    "Fri, 24 May 2013 00:00:00 GMT",
                    "x-amz-storage-class",
                    "REDUCED_REDUNDANCY"),
                "Welcome to Amazon S3."))
        .endsWith("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  @Test
  void s3GetBucketLifecycle() {
    assertThat(s3("GET", "/?lifecycle", Map.of(), ""))
        .endsWith("Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  }

  @Test
  void s3ListObjects() {
    assertThat(s3("GET", "/?max-keys=2&prefix=J", Map.of(), ""))
        .endsWith("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }

  @Test
  void aPortThatIsNotTheUsualOneIsSigned() {
    assertThat(authorization("http://127.0.0.1:9090/a"))
        .isNotEqualTo(authorization("http://127.0.0.1:9091/a"));
    assertThat(authorization("http://127.0.0.1:80/a"))
        .isEqualTo(authorization("http://127.0.0.1/a"));
    assertThat(authorization("https://example.com:443"))
        .isEqualTo(authorization("https://example.com/"));
  }

  /** RFC 4231, test cases 2 and 6: a short key, and one of more than a block. */
  @Test
  void theHmacIsThatOfTheRfc() {
    assertThat(SigV4.hex(SigV4.hmac("Jefe".getBytes(UTF_8), "what do ya want for nothing?")))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    byte[] longKey = new byte[131];
    java.util.Arrays.fill(longKey, (byte) 0xaa);
    assertThat(
            SigV4.hex(
                SigV4.hmac(longKey, "Test Using Larger Than Block-Size Key - Hash Key First")))
        .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  }

  @Test
  void theSecretIsNoPartOfTheText() {
    assertThat(new AwsKeys("id", "s3cret", "t0ken")).hasToString("AwsKeys[id]");
  }

  private static String authorization(String address) {
    return SUITE
        .sign("GET", URI.create(address), Map.of(), SigV4.hash(new byte[0]), SUITE_KEYS, SUITE_TIME)
        .get("Authorization");
  }

  private static String suite(
      String method, String target, Map<String, String> headers, String body, AwsKeys keys) {
    return SUITE
        .sign(
            method,
            URI.create("https://example.amazonaws.com" + target),
            headers,
            SigV4.hash(body.getBytes(UTF_8)),
            keys,
            SUITE_TIME)
        .get("Authorization");
  }

  private static String s3(String method, String target, Map<String, String> headers, String body) {
    String hash = SigV4.hash(body.getBytes(UTF_8));
    Map<String, String> all = new java.util.HashMap<>(headers);
    all.put("x-amz-content-sha256", hash);
    return new SigV4("s3", "us-east-1")
        .sign(
            method,
            URI.create("https://examplebucket.s3.amazonaws.com" + target),
            all,
            hash,
            S3_KEYS,
            S3_TIME)
        .get("Authorization");
  }
}
