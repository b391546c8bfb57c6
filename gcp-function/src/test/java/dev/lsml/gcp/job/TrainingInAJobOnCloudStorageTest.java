// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.testkit.LabelledProject;
import dev.lsml.testkit.gcs.FakeGcs;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The same with the store in a bucket, as it is on Google Cloud. */
class TrainingInAJobOnCloudStorageTest extends TrainingInAJobTest {
  private FakeGcs gcs;

  @BeforeEach
  void openTheBucket() throws Exception {
    gcs = FakeGcs.start();
    gcs.createBucket("models");
  }

  @AfterEach
  void closeTheBucket() {
    gcs.close();
  }

  @Override
  Map<String, String> store() {
    return Map.of("LSML_STORE", "gs://models/reviews", "STORAGE_EMULATOR_HOST", gcs.url());
  }

  @Override
  void damageTheHead() throws Exception {
    String head = "reviews/projects/" + LabelledProject.UID + "/head.json";
    assertThat(gcs.names("models")).contains(head);
    HttpURLConnection upload =
        (HttpURLConnection)
            URI.create(
                    gcs.url()
                        + "/upload/storage/v1/b/models/o?uploadType=media&name="
                        + head.replace("/", "%2F"))
                .toURL()
                .openConnection();
    upload.setDoOutput(true);
    upload.getOutputStream().write("{".getBytes(UTF_8));
    assertThat(upload.getResponseCode()).isEqualTo(200);
  }
}
