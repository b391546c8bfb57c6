// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import static dev.lsml.testkit.StoreFixture.bytes;
import static dev.lsml.testkit.StoreFixture.key;
import static dev.lsml.testkit.StoreFixture.present;
import static dev.lsml.testkit.StoreFixture.textAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.WriteResult;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * Guarantee 4 under faults: the further cases for stores whose tests can lose messages, such as
 * those of a cloud with a server of the test between. The test class then implements this beside
 * extending {@link ObjectStoreContract}.
 *
 * <p>The trap is a client that retries by itself: its second try finds its own first, and would
 * report a conflict for a write that happened.
 */
public interface ObjectStoreFaultCases extends StoreFixture {
  /**
   * Arranges that the next write or delete through this store does not arrive, without the caller
   * being told so.
   */
  void loseTheNextRequest(ObjectStore store) throws Exception;

  /**
   * Arranges that the next write or delete through this store takes effect, but its answer is lost.
   * A client which then retries by itself must reach the store again.
   */
  void loseTheNextAnswer(ObjectStore store) throws Exception;

  @Test
  default void aLostAnswerNeverTurnsACreatedObjectIntoAConflict() throws Exception {
    loseTheNextAnswer(store());
    WriteResult result = store().put(key("a"), bytes("1"), Condition.absent());

    assertThat(textAt(another(), "a")).isEqualTo("1");
    assertTruthful(result, key("a"), true);
  }

  @Test
  default void aLostAnswerNeverTurnsAnUploadIntoAConflict() throws Exception {
    loseTheNextAnswer(store());
    var file = Files.writeString(folder().resolve("up"), "1");
    WriteResult result = store().upload(key("a"), file, Condition.absent());

    assertThat(textAt(another(), "a")).isEqualTo("1");
    assertTruthful(result, key("a"), true);
  }

  @Test
  default void aLostAnswerNeverTurnsAReplacementIntoAConflict() throws Exception {
    Revision first = create("a", "1");
    loseTheNextAnswer(store());
    WriteResult result = store().put(key("a"), bytes("2"), Condition.matches(first));

    assertThat(textAt(another(), "a")).isEqualTo("2");
    assertTruthful(result, key("a"), true);
  }

  @Test
  default void aLostRequestIsNeverReportedAsWritten() throws Exception {
    loseTheNextRequest(store());
    WriteResult result;
    try {
      result = store().put(key("a"), bytes("1"), Condition.absent());
    } catch (StoreException certain) {
      assertThat(textAt(another(), "a")).isNull();
      return;
    }
    assertTruthful(result, key("a"), textAt(another(), "a") != null);
  }

  @Test
  default void aDeleteWhoseAnswerIsLostSaysSoOrSaysGone() throws Exception {
    Revision first = create("a", "1");
    loseTheNextAnswer(store());
    boolean gone;
    try {
      gone = store().delete(key("a"), first);
    } catch (StoreException unknown) {
      gone = true;
    }
    assertThat(gone).as("not reported as there at another revision").isTrue();
    assertThat(textAt(another(), "a")).isNull();
  }

  @Test
  default void aDeleteThatIsLostIsNeverReportedAsDone() throws Exception {
    Revision first = create("a", "1");
    loseTheNextRequest(store());
    try {
      assertThat(store().delete(key("a"), first)).isEqualTo(textAt(another(), "a") == null);
    } catch (StoreException unknown) {
      assertThat(textAt(another(), "a")).isEqualTo("1");
    }
  }

  private void assertTruthful(WriteResult result, ObjectKey key, boolean happened)
      throws Exception {
    ObjectStore another = another();
    if (result instanceof WriteResult.Written written) {
      assertThat(happened).as("a write reported as written has happened").isTrue();
      assertThat(present(another, key).revision()).isEqualTo(written.revision());
    } else {
      assertThat(result).isInstanceOf(WriteResult.Unknown.class);
      assertThat(((WriteResult.Unknown) result).cause()).isNotBlank();
    }
  }
}
