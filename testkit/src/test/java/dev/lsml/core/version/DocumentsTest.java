// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.version;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.WriteResult;
import dev.lsml.testkit.Fault;
import dev.lsml.testkit.FaultPlan;
import dev.lsml.testkit.InMemoryObjectStore;
import dev.lsml.testkit.ScriptedFaultStore;
import dev.lsml.testkit.StoreCall;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private static final ObjectKey KEY = new ObjectKey("projects/1.2/x.json");

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final AtomicInteger ids = new AtomicInteger();
  private final Documents others = documents(FaultPlan.none());

  @Test
  void aDocumentIsCreatedOnceAndReplacedByWhoSawTheLast() throws Exception {
    Revision first = others.write(KEY, Map.of("a", 1), null);

    assertThat(others.write(KEY, Map.of("a", 2), null)).isNull();
    assertThat(others.write(KEY, Map.of("a", 3), first)).isNotNull();
    assertThat(others.write(KEY, Map.of("a", 4), first)).isNull();
    assertThat(others.read(KEY).view().get("a").whole()).isEqualTo(3);
  }

  @Test
  void aWriteWhoseAnswerIsLostIsFoundByItsId() throws Exception {
    ScriptedFaultStore faulty =
        new ScriptedFaultStore(store, FaultPlan.atCall(1, Fault.LOSE_ANSWER));

    Revision written = documents(faulty).write(KEY, Map.of("a", 1), null);

    assertThat(written).isEqualTo(store.get(KEY).revision());
    assertThat(faulty.log())
        .extracting(StoreCall::operation)
        .containsExactly(StoreCall.Operation.PUT, StoreCall.Operation.GET);
  }

  @Test
  void aWriteWhoseRequestIsLostIsSentAgain() throws Exception {
    Revision before = others.write(KEY, Map.of("a", 0), null);

    Revision written =
        documents(FaultPlan.atCall(1, Fault.LOSE_REQUEST)).write(KEY, Map.of("a", 1), before);

    assertThat(written).isEqualTo(store.get(KEY).revision());
    assertThat(others.read(KEY).view().get("a").whole()).isEqualTo(1);
  }

  @Test
  void aRequestThatIsLostWhileAnotherWriterWinsIsAConflict() throws Exception {
    Revision before = others.write(KEY, Map.of("a", 0), null);
    FaultPlan plan = pausing(2, call -> other(before)).or(FaultPlan.atCall(1, Fault.LOSE_REQUEST));

    assertThat(documents(plan).write(KEY, Map.of("a", 1), before)).isNull();
    assertThat(others.read(KEY).view().get("a").value()).isEqualTo("other");
  }

  @Test
  void aRequestThatLandsLateIsNotDoneTwice() throws Exception {
    AtomicReference<byte[]> held = new AtomicReference<>();
    // The first request is held up in the network and lands just before the second.
    ObjectStore slow =
        (ObjectStore)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (proxy, method, args) -> {
                  if (!method.getName().equals("put")) {
                    return method.invoke(store, args);
                  } else if (held.compareAndSet(null, (byte[]) args[1])) {
                    return new WriteResult.Unknown("timed out");
                  }
                  store.put(KEY, held.get(), Condition.absent());
                  return method.invoke(store, args);
                });

    Revision written = documents(slow).write(KEY, Map.of("a", 1), null);

    assertThat(written).isEqualTo(store.get(KEY).revision());
    assertThat(store.get(KEY).bytes()).isEqualTo(held.get());
  }

  @Test
  void whenNothingGetsThroughTheOutcomeIsSaidToBeUnknown() {
    Documents documents =
        documents(
            FaultPlan.when(
                call -> call.operation() == StoreCall.Operation.PUT, Fault.LOSE_REQUEST));

    assertThatThrownBy(() -> documents.write(KEY, Map.of("a", 1), null))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(
            "cannot write projects/1.2/x.json: the store's answer was lost 3 times, so it may be"
                + " written or not: ")
        .matches(e -> ((StoreException) e).retryable());
  }

  @Test
  void changesOfOtherWritersAreBuiltUpon() throws Exception {
    others.write(KEY, Map.of("n", 1L), null);
    FaultPlan plan = pausing(2, call -> other(store.get(KEY).revision()));

    documents(plan).update(KEY, before -> Map.of("n", 2L, "was", before.getOrDefault("a", "none")));

    assertThat(others.read(KEY).view().get("was").value()).isEqualTo("other");
  }

  @Test
  void whatIsNoObjectIsNamed() {
    store.put(KEY, "[1]".getBytes(UTF_8), Condition.absent());

    assertThatThrownBy(() -> others.read(KEY))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "cannot read projects/1.2/x.json: the document must be an object, but is an array; was"
                + " it written by hand or by a newer lsml?");
  }

  private void other(Revision before) {
    try {
      others.write(KEY, Map.of("a", "other"), before);
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  private static FaultPlan pausing(int number, Consumer<StoreCall> pause) {
    return FaultPlan.none()
        .pausing(
            call -> {
              if (call.number() == number) {
                pause.accept(call);
              }
            });
  }

  private Documents documents(FaultPlan plan) {
    return documents(new ScriptedFaultStore(store, plan));
  }

  private Documents documents(ObjectStore faulty) {
    return new Documents(faulty, () -> "w" + ids.incrementAndGet());
  }
}
