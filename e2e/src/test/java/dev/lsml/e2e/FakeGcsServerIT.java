// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.WriteResult;
import dev.lsml.e2e.parts.FakeGcsServer;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.Parts;
import dev.lsml.gcp.store.GcsObjectStore;
import dev.lsml.gcp.store.GcsStoreProvider;
import dev.lsml.testkit.ObjectStoreContract;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The bucket store against somebody else's stand-in for Cloud Storage, so that ours is not the only
 * judge of it. Where fake-gcs-server is known to do other than Google, the contract's case gives
 * way to one that shows the difference, so that a release that does better is noticed; they are
 * listed in {@code docs/stores.md}.
 */
class FakeGcsServerIT extends ObjectStoreContract {
  private static FakeGcsServer server;
  private static int buckets;

  private String bucket;

  @BeforeAll
  static void start() throws Exception {
    Path folder = Folders.fresh(FakeGcsServerIT.class);
    server = Parts.need("fake-gcs-server", () -> FakeGcsServer.start(folder));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected GcsObjectStore openEmpty() throws Exception {
    bucket = "models-" + ++buckets;
    server.createBucket(bucket);
    return open();
  }

  @Override
  protected ObjectStore openAnother(ObjectStore first) {
    return open();
  }

  private GcsObjectStore open() {
    return new GcsStoreProvider()
        .store(URI.create("gs://" + bucket), Map.of("STORAGE_EMULATOR_HOST", server.url()));
  }

  /** It deletes whatever the precondition says. */
  @Test
  @Override
  public void aStaleDeleteLeavesTheObjectAlone() throws Exception {
    ObjectKey key = new ObjectKey("a");
    Revision first = written(store().put(key, new byte[1], Condition.absent()));
    written(store().put(key, new byte[2], Condition.matches(first)));

    assertThat(store().delete(key, first)).as("deleted at a stale revision").isTrue();
    assertThat(store().get(key)).isNull();
  }

  /** The same again: in a race, its delete wins beside the replacement. */
  @Test
  @Override
  public void aDeleteAndAReplacementOfOneRevisionDoNotBothWin() throws Exception {
    aStaleDeleteLeavesTheObjectAlone();
  }

  /** It does not know the POST that Google's clients make of a GET with a long address. */
  @Test
  @Override
  public void keysMayBeLong() throws Exception {
    ObjectKey longest = new ObjectKey("😀".repeat(256));
    written(store().put(longest, new byte[1], Condition.absent()));

    assertThat(store().get(longest)).isNotNull();
    assertThatThrownBy(() -> store().list("", longest, 10))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("it answered 404: Not Found");
  }

  /** It drops a parameter that holds a semicolon, as Go does, and then lists all. */
  @Test
  @Override
  public void everyKeyIsAnObjectOfItsOwn() throws Exception {
    for (String odd : List.of("a;b", "a b+c%20", "ü/日本.json", "?x=1&y#z", "..a", " ")) {
      ObjectKey key = new ObjectKey(odd);
      written(store().put(key, odd.getBytes(StandardCharsets.UTF_8), Condition.absent()));
      assertThat(another().get(key).bytes()).asString(StandardCharsets.UTF_8).isEqualTo(odd);
    }
    assertThat(store().list("?x=1&y#", null, 10)).hasSize(1);
    assertThat(store().list("a;", null, 10)).as("all, not one").hasSize(6);
  }

  private static Revision written(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).revision();
  }
}
