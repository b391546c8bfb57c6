// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GcsLocationTest {
  @ParameterizedTest
  @CsvSource({
    "gs://models,               models,      ''",
    "gs://models/,              models,      ''",
    "gs://my_bucket.example/a,  my_bucket.example, a/",
    "gs://models/a/b/,          models,      a/b/",
    "gs://models//a,            models,      a/",
    "gs://models/a%20b,         models,      a b/",
  })
  void anAddressIsABucketAndAPrefix(String address, String bucket, String prefix) {
    GcsLocation location = GcsLocation.of(URI.create(address), Map.of());

    assertThat(location)
        .isEqualTo(new GcsLocation("https://storage.googleapis.com", false, bucket, prefix));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gs:models", "gs:///a", "gs://me@models", "gs://models:80", "gs://m?a=b"})
  void whatIsNoBucketIsRefused(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GcsLocation.of(URI.create(address), Map.of()))
        .withMessage("LSML_STORE is '" + address + "'; expected gs://BUCKET or gs://BUCKET/PREFIX");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:4443", "127.0.0.1:4443", " http://127.0.0.1:4443/ "})
  void anEmulatorStandsInForGoogle(String told) {
    GcsLocation location =
        GcsLocation.of(URI.create("gs://m"), Map.of("STORAGE_EMULATOR_HOST", told));

    assertThat(location).isEqualTo(new GcsLocation("http://127.0.0.1:4443", true, "m", ""));
  }

  @Test
  void namesAreEncodedWhole() {
    GcsLocation location = GcsLocation.of(URI.create("gs://m/p"), Map.of());

    assertThat(location.contentAddress("a/b+c %?#😀~-._Z9"))
        .isEqualTo(
            "https://storage.googleapis.com/storage/v1/b/m/o/"
                + "p%2Fa%2Fb%2Bc%20%25%3F%23%F0%9F%98%80~-._Z9?alt=media");
  }
}
