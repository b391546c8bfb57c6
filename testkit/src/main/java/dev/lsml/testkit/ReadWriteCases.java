// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import static dev.lsml.testkit.StoreFixture.bytes;
import static dev.lsml.testkit.StoreFixture.conflict;
import static dev.lsml.testkit.StoreFixture.key;
import static dev.lsml.testkit.StoreFixture.keys;
import static dev.lsml.testkit.StoreFixture.present;
import static dev.lsml.testkit.StoreFixture.textAt;
import static dev.lsml.testkit.StoreFixture.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Guarantees 1 and 2 without a race: what was written is what is read, from everywhere. */
interface ReadWriteCases extends StoreFixture {
  /** More than the chunk in which a cloud's client sends a large object. */
  int LARGE = 20 * 1024 * 1024 + 1;

  @Test
  default void anObjectIsReadAsItWasWritten() throws Exception {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    Revision revision = written(store().put(key("a/b.bin"), all, Condition.absent()));

    StoredObject object = present(store(), key("a/b.bin"));

    assertThat(object.bytes()).isEqualTo(all);
    assertThat(object.revision()).isEqualTo(revision);
    assertThat(store().list("", null, 10))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.key()).isEqualTo(key("a/b.bin"));
              assertThat(entry.size()).isEqualTo(256);
              assertThat(entry.revision()).isEqualTo(revision);
              assertThat(entry.writtenAt()).isNotNull();
            });
  }

  @Test
  default void anAbsentObjectIsNotFound() throws Exception {
    create("there", "1");
    Path file = Files.writeString(folder().resolve("target"), "untouched");

    assertThat(store().get(key("there/not"))).isNull();
    assertThat(store().get(key("ther"))).isNull();
    assertThat(store().download(key("ther"), file)).isFalse();
    assertThat(Files.readString(file)).isEqualTo("untouched");
    assertThat(store().download(key("ther"), folder().resolve("new"))).isFalse();
    assertThat(folder().resolve("new")).doesNotExist();
  }

  @Test
  default void anEmptyObjectIsAnObject() throws Exception {
    Revision revision = create("empty", "");

    assertThat(text("empty")).isEmpty();
    conflict(store().put(key("empty"), bytes("x"), Condition.absent()));
    assertThat(store().list("", null, 10)).singleElement().extracting("size").isEqualTo(0L);
    Path file = Files.writeString(folder().resolve("target"), "replaced");
    assertThat(store().download(key("empty"), file)).isTrue();
    assertThat(file).isEmptyFile();
    conflict(store().upload(key("empty"), file, Condition.absent()));
    written(store().upload(key("empty2"), file, Condition.absent()));
    assertThat(text("empty2")).isEmpty();
    assertThat(store().delete(key("empty"), revision)).isTrue();
    assertThat(text("empty")).isNull();
  }

  @Test
  default void aLargeObjectGoesUpAndComesDown() throws Exception {
    Path up = folder().resolve("up");
    randomFile(up, 1);
    Path down = Files.write(folder().resolve("down"), new byte[LARGE + 1]);

    Revision first = written(store().upload(key("large"), up, Condition.absent()));
    assertThat(another().download(key("large"), down)).isTrue();
    assertThat(Files.mismatch(up, down)).isEqualTo(-1);
    assertThat(store().list("large", null, 1))
        .singleElement()
        .extracting("size")
        .isEqualTo((long) LARGE);

    randomFile(up, 2);
    conflict(store().upload(key("large"), up, Condition.absent()));
    Revision second = written(store().upload(key("large"), up, Condition.matches(first)));
    conflict(store().upload(key("large"), down, Condition.matches(first)));
    assertThat(store().download(key("large"), down)).isTrue();
    assertThat(Files.mismatch(up, down)).isEqualTo(-1);
    assertThat(present(store(), key("large")).revision()).isEqualTo(second);
  }

  @Test
  default void uploadingAMissingFileFailsAndWritesNothing() {
    Path missing = folder().resolve("missing");

    assertThatThrownBy(() -> store().upload(key("a"), missing, Condition.absent()))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("cannot upload a")
        .hasMessageContaining(missing.toString());
    assertThat(store()).satisfies(store -> assertThat(store.get(key("a"))).isNull());
  }

  @Test
  default void downloadingToAnImpossiblePlaceFails() throws Exception {
    create("a", "1");
    Path impossible = folder().resolve("no-such-folder").resolve("file");

    assertThatThrownBy(() -> store().download(key("a"), impossible))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("cannot download a")
        .hasMessageContaining(impossible.toString());
  }

  @Test
  default void contentIsNotSharedWithTheCaller() throws Exception {
    byte[] mine = bytes("abc");
    store().put(key("a"), mine, Condition.absent());
    mine[0] = 'X';
    present(store(), key("a")).bytes()[1] = 'X';

    assertThat(text("a")).isEqualTo("abc");
  }

  @Test
  default void everyHandleSeesEveryWriteAndDeleteAtOnce() throws Exception {
    ObjectStore another = another();
    assertThat(textAt(another, "a")).isNull();

    Revision first = create("a", "1");
    assertThat(textAt(another, "a")).isEqualTo("1");
    assertThat(present(another, key("a")).revision()).isEqualTo(first);
    assertThat(keys(another, "", 10)).containsExactly("a");

    Revision second = written(another.put(key("a"), bytes("2"), Condition.matches(first)));
    assertThat(text("a")).isEqualTo("2");
    assertThat(store().list("", null, 10)).singleElement().extracting("revision").isEqualTo(second);

    assertThat(store().delete(key("a"), second)).isTrue();
    assertThat(textAt(another, "a")).isNull();
    assertThat(keys(another, "", 10)).isEmpty();
  }

  @Test
  default void closingAHandleLeavesTheObjectsAlone() throws Exception {
    Revision revision = create("a", "1");
    another().close();

    StoredObject object = present(another(), key("a"));
    assertThat(object.revision()).isEqualTo(revision);
    assertThat(text("a")).isEqualTo("1");
  }

  private static void randomFile(Path file, long seed) throws IOException {
    Random random = new Random(seed);
    byte[] chunk = new byte[64 * 1024];
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int left = LARGE; left > 0; left -= chunk.length) {
        random.nextBytes(chunk);
        out.write(chunk, 0, Math.min(left, chunk.length));
      }
    }
  }
}
