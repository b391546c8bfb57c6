// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.store.ObjectStore;
import dev.lsml.testkit.ObjectStoreContract;
import dev.lsml.testkit.ObjectStoreFaultCases;
import dev.lsml.testkit.gcs.FakeGcs;
import dev.lsml.testkit.gcs.GcsFault;
import dev.lsml.testkit.gcs.GcsRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class GcsObjectStoreContractTest extends ObjectStoreContract implements ObjectStoreFaultCases {
  private FakeGcs gcs;

  @Override
  protected GcsObjectStore openEmpty() throws Exception {
    gcs = FakeGcs.start();
    gcs.createBucket("models");
    keepOldVersions();
    gcs.limitPages(400); // pages of a thousand are then put together from several
    return open();
  }

  /** As the bucket is that a deployment makes; what was replaced or deleted must not be seen. */
  private void keepOldVersions() throws Exception {
    HttpRequest patch =
        HttpRequest.newBuilder(URI.create(gcs.url() + "/storage/v1/b/models"))
            .method(
                "PATCH", HttpRequest.BodyPublishers.ofString("{\"versioning\":{\"enabled\":true}}"))
            .build();
    HttpResponse<String> patched =
        HttpClient.newHttpClient().send(patch, HttpResponse.BodyHandlers.ofString());
    assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
  }

  @Override
  protected ObjectStore openAnother(ObjectStore first) {
    return open();
  }

  private GcsObjectStore open() {
    return new GcsStoreProvider()
        .store(URI.create("gs://models"), Map.of("STORAGE_EMULATOR_HOST", gcs.url()));
  }

  @AfterEach
  void close() {
    gcs.close();
  }

  @Override
  public void loseTheNextRequest(ObjectStore store) {
    gcs.failNext(GcsFault.RESET, GcsObjectStoreContractTest::writes);
  }

  @Override
  public void loseTheNextAnswer(ObjectStore store) {
    gcs.failNext(GcsFault.RESET_AFTERWARDS, GcsObjectStoreContractTest::writes);
  }

  /** Not the opening of an upload session, which changes no object yet. */
  private static boolean writes(GcsRequest request) {
    return request.changes()
        && !(request.method().equals("POST")
            && "resumable".equals(request.query().get("uploadType")));
  }
}
