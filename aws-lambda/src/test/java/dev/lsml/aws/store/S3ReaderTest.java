// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.aws.store.FaultyS3.Answer;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.StoreException;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3ReaderTest {
  private static final ObjectKey KEY = new ObjectKey("projects/1/head.json");

  private FaultyS3 s3;

  @BeforeEach
  void start() throws Exception {
    s3 = new FaultyS3("http://127.0.0.1:1");
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  @Test
  void aMissingKeyIsAbsentWhereListingIsAllowed() throws Exception {
    s3.next(new Answer(404, "NoSuchKey"));

    assertThat(reader().get(KEY)).isNull();
  }

  @Test
  void aMissingKeyWhereListingIsNotAllowedSaysWhichPermissionIsMissing() {
    s3.next(new Answer(403, "AccessDenied"));

    assertThatThrownBy(() -> reader().get(KEY))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "cannot read projects/1/head.json: s3://models/ refuses: it answered 403:"
                + " AccessDenied, as the script says; give the role s3:GetObject, s3:PutObject and"
                + " s3:DeleteObject on the objects, and s3:ListBucket on the bucket, without which"
                + " S3 answers the same for an object that is not there");
  }

  @Test
  void aMissingBucketIsNoMissingKey() {
    s3.next(new Answer(404, "NoSuchBucket"));

    assertThatThrownBy(() -> reader().get(KEY))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is there a bucket models? LSML_STORE names it");
  }

  @Test
  void aBucketOfAnotherRegionIsToldAndNotFollowed() {
    s3.next(new Answer(301, "PermanentRedirect"));

    assertThatThrownBy(() -> reader().get(KEY))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("the bucket is in another region than us-east-1, set AWS_REGION");
    assertThat(s3.requests()).hasSize(1);
  }

  @Test
  void aBusyServerIsAskedAgainAndThenTheFailureIsRetryable() throws Exception {
    s3.next(new Answer(503, "SlowDown"), new Answer(500, "InternalError"));
    s3.next(new Answer(404, "NoSuchKey"));
    assertThat(reader().get(KEY)).isNull();
    assertThat(s3.requests()).hasSize(3).containsOnly("GET /models/projects/1/head.json");

    for (int i = 0; i < 4; i++) {
      s3.next(new Answer(503, "SlowDown"));
    }
    assertThatThrownBy(() -> reader().get(KEY))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.retryable()).as("retryable").isTrue())
        .hasMessageContaining("cannot be read: it answered 503");
  }

  @Test
  void nothingOfTheSdkIsNeeded() throws Exception {
    List<URL> light = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.contains("awssdk")) {
        light.add(Path.of(entry).toUri().toURL());
      }
    }
    s3.next(new Answer(404, "NoSuchKey"));
    try (URLClassLoader loader =
        new URLClassLoader(light.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      assertThat(loader.getResource("software/amazon/awssdk/services/s3/S3Client.class")).isNull();
      Class<?> provider = loader.loadClass(S3StoreProvider.class.getName());
      Object reader =
          provider
              .getMethod("reader", URI.class, Map.class)
              .invoke(
                  provider.getConstructor().newInstance(),
                  URI.create("s3://models"),
                  environment());
      Class<?> key = loader.loadClass(ObjectKey.class.getName());
      Object read =
          loader
              .loadClass("dev.lsml.core.store.ObjectReader")
              .getMethod("get", key)
              .invoke(reader, key.getConstructor(String.class).newInstance("a"));

      assertThat(read).isNull();
      assertThat(s3.requests()).containsExactly("GET /models/a");
    }
  }

  private S3Reader reader() {
    Map<String, String> environment = environment();
    return new S3Reader(
        S3Location.of(URI.create("s3://models"), environment),
        dev.lsml.aws.auth.AwsEnvironment.keys(environment),
        dev.lsml.aws.http.AwsHttp.patient(new dev.lsml.aws.http.Backoff(millis -> {})),
        java.time.InstantSource.system());
  }

  private Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", s3.url() + "/",
        "AWS_ACCESS_KEY_ID", "test",
        "AWS_SECRET_ACCESS_KEY", "test");
  }
}
