// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.StoredObject;
import dev.lsml.core.store.WriteResult;
import dev.lsml.core.store.file.FileObjectStore;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Objects;

/** What the other processes of {@link FileObjectStoreProcessesTest} do. */
final class StoreProcess {
  static final ObjectKey HEAD = new ObjectKey("head.json");

  private StoreProcess() {}

  /** Arguments: the store's folder, what to do, and with what number. */
  public static void main(String[] arguments) throws Exception {
    ObjectStore store = new FileObjectStore(Path.of(arguments[0]), Clock.systemUTC());
    int number = Integer.parseInt(arguments[2]);
    System.out.println("ready");
    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    switch (arguments[1]) {
      case "create" -> create(store, number);
      case "increment" -> increment(store, number);
      case "rewrite" -> rewrite(store, number);
      default -> throw new IllegalArgumentException(arguments[1]);
    }
  }

  /** Creates so many objects, and says which of them it was the one to create. */
  private static void create(ObjectStore store, int number) throws Exception {
    for (int i = 0; i < number; i++) {
      WriteResult result =
          store.put(new ObjectKey("race/" + i), text(ProcessHandle.current().pid()), absent());
      if (result instanceof WriteResult.Written) {
        System.out.println(i);
      } else if (!(result instanceof WriteResult.Conflict)) {
        throw new AssertionError(result);
      }
    }
  }

  /** Increments the head so many times. */
  private static void increment(ObjectStore store, int number) throws Exception {
    for (int done = 0; done < number; ) {
      StoredObject head = Objects.requireNonNull(store.get(HEAD));
      long next = Long.parseLong(new String(head.bytes(), StandardCharsets.UTF_8)) + 1;
      WriteResult result = store.put(HEAD, text(next), Condition.matches(head.revision()));
      if (result instanceof WriteResult.Written) {
        done++;
      } else if (!(result instanceof WriteResult.Conflict)) {
        throw new AssertionError(result);
      }
    }
    System.out.println("done");
  }

  /**
   * Until it is killed: writes log entry n, then the head with n, and says n when both are
   * acknowledged; from the number after the one in the head.
   */
  private static void rewrite(ObjectStore store, int size) throws Exception {
    while (true) {
      StoredObject head = store.get(HEAD);
      int next = head == null ? 1 : numberIn(head.bytes()) + 1;
      ObjectKey log = new ObjectKey("log/" + next + ".bin");
      StoredObject earlier = store.get(log);
      written(store.put(log, content(next, size), earlier == null ? absent() : at(earlier)));
      written(store.put(HEAD, content(next, size), head == null ? absent() : at(head)));
      System.out.println(next);
    }
  }

  /** The number over and over; its length says it, too. */
  static byte[] content(int number, int size) {
    byte[] bytes = new byte[size + number];
    Arrays.fill(bytes, (byte) number);
    return bytes;
  }

  static int numberIn(byte[] bytes) {
    int number = bytes[0];
    for (byte b : bytes) {
      if (b != number) {
        throw new AssertionError("bytes of write " + b + " among those of write " + number);
      }
    }
    return number;
  }

  private static Condition absent() {
    return Condition.absent();
  }

  private static Condition at(StoredObject object) {
    return Condition.matches(object.revision());
  }

  private static void written(WriteResult result) {
    if (!(result instanceof WriteResult.Written)) {
      throw new AssertionError(result);
    }
  }

  private static byte[] text(long number) {
    return Long.toString(number).getBytes(StandardCharsets.UTF_8);
  }
}
