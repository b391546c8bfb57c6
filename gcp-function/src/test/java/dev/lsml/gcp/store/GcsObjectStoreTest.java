// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.WriteResult;
import dev.lsml.gcp.http.Backoff;
import dev.lsml.gcp.http.HttpGet;
import dev.lsml.testkit.gcs.FakeGcs;
import dev.lsml.testkit.gcs.GcsFault;
import dev.lsml.testkit.gcs.GcsRequest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beside the contract: what this store adds to it, and how it takes what a bucket may answer. */
class GcsObjectStoreTest {
  private static final ObjectKey KEY = new ObjectKey("a");
  private static final byte[] BYTES = {1, 2, 3};

  private FakeGcs gcs;
  private GcsObjectStore store;

  @BeforeEach
  void start() throws IOException {
    gcs = FakeGcs.start();
    gcs.createBucket("models");
    store = store("models", "team/one/");
  }

  @AfterEach
  void close() {
    store.close();
    gcs.close();
  }

  @Test
  void everythingStaysBelowThePrefix() throws Exception {
    GcsObjectStore two = store("models", "team/two/");
    store.put(KEY, BYTES, Condition.absent());
    Revision revision = revision(two.put(KEY, BYTES, Condition.absent()));
    two.put(new ObjectKey("b"), BYTES, Condition.absent());

    assertThat(gcs.names("models")).containsExactly("team/one/a", "team/two/a", "team/two/b");
    assertThat(store.list("", null, 10)).extracting(ObjectEntry::key).containsExactly(KEY);
    assertThat(two.list("", KEY, 10)).hasSize(1);
    assertThat(two.delete(KEY, revision)).isTrue();
    assertThat(gcs.names("models")).containsExactly("team/one/a", "team/two/b");
  }

  @Test
  void aWriteThatMayHaveHappenedIsUnknownAndSentOnce() throws Exception {
    for (GcsFault fault :
        List.of(
            GcsFault.UNAVAILABLE,
            GcsFault.UNAVAILABLE_AFTERWARDS,
            GcsFault.RESET,
            GcsFault.RESET_AFTERWARDS)) {
      int before = gcs.requests().size();
      gcs.failNext(fault, GcsRequest::changes);
      assertThat(store.put(new ObjectKey(fault.name()), BYTES, Condition.absent()))
          .as(fault.name())
          .isInstanceOf(WriteResult.Unknown.class);
      assertThat(gcs.requests()).as(fault.name()).hasSize(before + 1);
    }
    assertThat(gcs.names("models"))
        .containsExactly("team/one/RESET_AFTERWARDS", "team/one/UNAVAILABLE_AFTERWARDS");
  }

  @Test
  void aWriteThatCameTooFastIsSentAgain() throws Exception {
    gcs.failNext(GcsFault.TOO_MANY_REQUESTS, GcsRequest::changes);
    gcs.failNext(GcsFault.TOO_MANY_REQUESTS, GcsRequest::changes);

    assertThat(store.put(KEY, BYTES, Condition.absent())).isInstanceOf(WriteResult.Written.class);
  }

  @Test
  void aWriteThatStaysTooFastHasWrittenNothing() {
    for (int i = 0; i < 4; i++) {
      gcs.failNext(GcsFault.TOO_MANY_REQUESTS, GcsRequest::changes);
    }
    assertThatThrownBy(() -> store.put(KEY, BYTES, Condition.absent()))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.retryable()).as("retryable").isTrue())
        .hasMessageStartingWith(
            "cannot write a: gs://models/team/one/ refuses: it answered 429: The object exceeded");
    assertThat(gcs.names("models")).isEmpty();
  }

  @Test
  void listingsAndDeletesAreTriedAgain() throws Exception {
    Revision revision = revision(store.put(KEY, BYTES, Condition.absent()));

    gcs.failNext(GcsFault.UNAVAILABLE, request -> true);
    gcs.failNext(GcsFault.RESET, request -> true);
    assertThat(store.list("", null, 10)).hasSize(1);
    gcs.failNext(GcsFault.UNAVAILABLE_AFTERWARDS, request -> true);
    assertThat(store.delete(KEY, revision)).isTrue();
    assertThat(gcs.names("models")).isEmpty();
  }

  @Test
  void aBucketThatIsNotThereIsNamedWithTheSettingThatNamesIt() {
    assertThatThrownBy(() -> store("mistyped", "").put(KEY, BYTES, Condition.absent()))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.retryable()).as("retryable").isFalse())
        .hasMessageStartingWith("cannot write a: gs://mistyped/ refuses: it answered 404: ")
        .hasMessageEndingWith("; is there a bucket mistyped? LSML_STORE names it");
  }

  @Test
  void withoutAConnectionItIsCertainThatNothingWasWritten() {
    gcs.close();
    assertThatThrownBy(() -> store.put(KEY, BYTES, Condition.absent()))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.retryable()).as("retryable").isTrue())
        .hasMessageStartingWith("cannot write a: gs://models/team/one/ cannot be reached: ");
    assertThatThrownBy(() -> store.list("", null, 10))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(
            "cannot list gs://models/team/one/: gs://models/team/one/ cannot be reached: ");
  }

  @Test
  void aKeyThatIsTooLongWithThePrefixIsRefused() {
    assertThatThrownBy(() -> store.put(new ObjectKey("x".repeat(1020)), BYTES, Condition.absent()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("it answered 400: The maximum object length is 1024 characters");
  }

  @Test
  void whatOthersPutIntoTheBucketIsLeftOutOfListings() throws Exception {
    // Google's console makes such objects for folders.
    store.put(KEY, BYTES, Condition.absent());
    gcs.put("models", "team/one/folder/", new byte[0]);

    assertThat(store.list("", null, 1)).hasSize(1);
    assertThat(store.list("", KEY, 1)).isEmpty();
  }

  private GcsObjectStore store(String bucket, String prefix) {
    GcsLocation location = new GcsLocation(gcs.url(), true, bucket, prefix);
    Backoff backoff = new Backoff(millis -> {});
    return new GcsObjectStore(
        location, new GcsReader(location, null, new HttpGet(backoff)), backoff);
  }

  private static Revision revision(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).revision();
  }
}
