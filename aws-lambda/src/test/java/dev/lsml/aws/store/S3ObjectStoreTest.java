// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.aws.http.Backoff;
import dev.lsml.aws.store.FaultyS3.Answer;
import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.WriteResult;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What S3 answers and S3Mock never does. */
class S3ObjectStoreTest {
  private static final ObjectKey KEY = new ObjectKey("a");
  private static final Condition MINE = Condition.matches(new Revision("mine"));

  private final List<Long> pauses = new ArrayList<>();
  private FaultyS3 s3;
  private S3ObjectStore store;

  @BeforeEach
  void start() throws Exception {
    s3 = new FaultyS3("http://127.0.0.1:1");
    store = open(s3.url());
  }

  private S3ObjectStore open(String url) {
    return S3StoreProvider.store(
        URI.create("s3://models/team/a"),
        Map.of(
            "AWS_ENDPOINT_URL_S3", url,
            "AWS_ACCESS_KEY_ID", "test",
            "AWS_SECRET_ACCESS_KEY", "test",
            "AWS_REGION", "eu-central-1"),
        new Backoff(pauses::add));
  }

  @AfterEach
  void stop() {
    store.close();
    s3.close();
  }

  @Test
  void aWriteThatMeetsAnotherOneIsSentAgain() throws Exception {
    s3.next(new Answer(409, "ConditionalRequestConflict"));
    s3.next(new Answer(409, "ConditionalRequestConflict"));
    s3.next(new Answer(412, "PreconditionFailed"));

    assertThat(put(Condition.absent())).isEqualTo(new WriteResult.Conflict());
    assertThat(s3.requests()).hasSize(3).containsOnly("PUT /models/team/a/a");
    assertThat(pauses).containsExactly(100L, 300L);
  }

  @Test
  void aWriteThatAlwaysMeetsAnotherOneFailsForNow() {
    for (int i = 0; i < 4; i++) {
      s3.next(new Answer(409, "ConditionalRequestConflict"));
    }

    assertThatThrownBy(() -> put(Condition.absent()))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.retryable()).as("retryable").isTrue())
        .hasMessage(
            "cannot write a: s3://models/team/a/ refuses: it answered 409:"
                + " ConditionalRequestConflict, as the script says");
  }

  @Test
  void replacingWhatIsMissingIsAConflict() throws Exception {
    s3.next(new Answer(404, "NoSuchKey"));

    assertThat(put(MINE)).isEqualTo(new WriteResult.Conflict());
  }

  @Test
  void aMissingBucketIsNoConflict() {
    s3.next(new Answer(404, "NoSuchBucket"));

    assertThatThrownBy(() -> put(MINE))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is there a bucket models? LSML_STORE names it");
  }

  @Test
  void aRefusedWriteSaysWhichPermissionIsMissing() {
    s3.next(new Answer(403, "AccessDenied"));

    assertThatThrownBy(() -> put(MINE))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.retryable()).as("retryable").isFalse())
        .hasMessageContaining("cannot write a")
        .hasMessageContaining("give the role s3:GetObject, s3:PutObject and s3:DeleteObject");
  }

  @Test
  void aWriteThatS3DidNotTakeYetIsSentAgainButAnErrorWithinIsUnknown() throws Exception {
    s3.next(new Answer(503, "SlowDown"), new Answer(500, "InternalError"));

    assertThat(put(MINE))
        .isInstanceOfSatisfying(
            WriteResult.Unknown.class,
            unknown -> assertThat(unknown.cause()).contains("as the script says"));
    assertThat(s3.requests()).hasSize(2);
  }

  @Test
  void aWriteThatReachesNoServerIsCertainToHaveDoneNothing() throws Exception {
    s3.close();

    assertThatThrownBy(() -> put(MINE))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.retryable()).as("retryable").isTrue())
        .hasMessageContaining("cannot write a: s3://models/team/a/ cannot be reached");
  }

  @Test
  void aDeleteOfWhatIsMissingIsDone() throws Exception {
    s3.next(new Answer(404, "NoSuchKey"));

    assertThat(store.delete(KEY, new Revision("mine"))).isTrue();
  }

  @Test
  void aDeleteAtAnotherRevisionLooksWhetherTheObjectIsThere() throws Exception {
    s3.next(new Answer(412, "PreconditionFailed"), new Answer(200, "")); // an answer to HEAD
    assertThat(store.delete(KEY, new Revision("mine"))).isFalse();

    s3.next(new Answer(412, "PreconditionFailed"), new Answer(404, ""));
    assertThat(store.delete(KEY, new Revision("mine"))).isTrue();
    assertThat(s3.requests())
        .containsExactly(
            "DELETE /models/team/a/a",
            "HEAD /models/team/a/a",
            "DELETE /models/team/a/a",
            "HEAD /models/team/a/a");
  }

  @Test
  void aDeleteThatMeetsAnotherWriteIsSentAgain() throws Exception {
    s3.next(new Answer(409, "ConditionalRequestConflict"), new Answer(404, "NoSuchKey"));

    assertThat(store.delete(KEY, new Revision("mine"))).isTrue();
    assertThat(pauses).containsExactly(100L);
  }

  private WriteResult put(Condition condition) throws StoreException {
    return store.put(KEY, "text".getBytes(UTF_8), condition);
  }
}
