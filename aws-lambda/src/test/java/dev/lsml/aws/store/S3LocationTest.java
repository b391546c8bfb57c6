// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class S3LocationTest {
  @Test
  void aBucketIsPartOfTheHostName() {
    assertThat(address("s3://models", "a/b.json", Map.of("AWS_REGION", "eu-central-1")))
        .isEqualTo("https://models.s3.eu-central-1.amazonaws.com/a/b.json");
    assertThat(address("s3://models/", "a", Map.of()))
        .isEqualTo("https://models.s3.us-east-1.amazonaws.com/a");
    assertThat(address("s3://models/team/a//", "b", Map.of("AWS_DEFAULT_REGION", "cn-north-1")))
        .isEqualTo("https://models.s3.cn-north-1.amazonaws.com.cn/team/a/b");
  }

  @Test
  void aBucketWithDotsOrOnAnotherServerIsPartOfThePath() {
    assertThat(address("s3://my.models", "a", Map.of()))
        .isEqualTo("https://s3.us-east-1.amazonaws.com/my.models/a");
    assertThat(address("s3://models/p", "a", Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:9/")))
        .isEqualTo("http://127.0.0.1:9/models/p/a");
    assertThat(
            address(
                "s3://models",
                "a",
                Map.of(
                    "AWS_ENDPOINT_URL", "http://x", "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")))
        .isEqualTo("http://127.0.0.1:9/models/a");
  }

  @Test
  void keysArePercentEncoded() {
    assertThat(address("s3://m/ü", "a b+c%/~é?#😀", Map.of("AWS_ENDPOINT_URL", "http://x")))
        .isEqualTo("http://x/m/%C3%BC/a%20b%2Bc%25/~%C3%A9%3F%23%F0%9F%98%80");
  }

  @Test
  void anotherAddressIsRefused() {
    for (String wrong : new String[] {"s3:models", "s3://a:80/x", "s3://u@a/x", "s3://a/x?y"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> S3Location.of(URI.create(wrong), Map.of()))
          .withMessage("LSML_STORE is '" + wrong + "'; expected s3://BUCKET or s3://BUCKET/PREFIX");
    }
  }

  private static String address(String location, String key, Map<String, String> environment) {
    return S3Location.of(URI.create(location), environment).address(key).toString();
  }
}
