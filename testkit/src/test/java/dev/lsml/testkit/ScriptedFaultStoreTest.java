// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import static dev.lsml.testkit.StoreFixture.bytes;
import static dev.lsml.testkit.StoreFixture.key;
import static dev.lsml.testkit.StoreFixture.keys;
import static dev.lsml.testkit.StoreFixture.textAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.WriteResult;
import dev.lsml.testkit.StoreCall.Operation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScriptedFaultStoreTest {
  private final ObjectStore objects = new InMemoryObjectStore();

  private WriteResult put(ObjectStore store, String key) throws StoreException {
    return store.put(key(key), bytes("1"), Condition.absent());
  }

  @Test
  void callsAreNumberedAndLogged() throws Exception {
    var store = new ScriptedFaultStore(objects, FaultPlan.atCall(2, Fault.FAIL));
    put(store, "a");
    assertThatThrownBy(() -> store.get(key("a"))).isInstanceOf(StoreException.class);
    store.list("p/", null, 1);

    assertThat(store.calls()).isEqualTo(3);
    assertThat(store.log())
        .containsExactly(
            new StoreCall(1, Operation.PUT, "a"),
            new StoreCall(2, Operation.GET, "a"),
            new StoreCall(3, Operation.LIST, "p/"));
    assertThat(store.log().get(0)).hasToString("call 1: PUT a");
  }

  @Test
  void aFailedCallSaysSoAndDoesNothing() throws Exception {
    var store = new ScriptedFaultStore(objects, FaultPlan.atCall(1, Fault.FAIL));

    assertThatThrownBy(() -> put(store, "a"))
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.retryable()).isTrue())
        .hasMessage("cannot PUT a: the store refused, by plan");
    assertThat(textAt(objects, "a")).isNull();
    assertThat(put(store, "a")).isInstanceOf(WriteResult.Written.class);
  }

  @Test
  void aLostWriteIsUnknownWithOrWithoutEffect() throws Exception {
    var lostRequest = new ScriptedFaultStore(objects, FaultPlan.atCall(1, Fault.LOSE_REQUEST));
    assertThat(put(lostRequest, "a"))
        .isEqualTo(new WriteResult.Unknown("the request of call 1: PUT a was lost"));
    assertThat(textAt(objects, "a")).isNull();

    var lostAnswer = new ScriptedFaultStore(objects, FaultPlan.atCall(1, Fault.LOSE_ANSWER));
    assertThat(put(lostAnswer, "a"))
        .isEqualTo(new WriteResult.Unknown("the answer of call 1: PUT a was lost"));
    assertThat(textAt(objects, "a")).isEqualTo("1");
  }

  @Test
  void aLostReadIsAnException() {
    var store = new ScriptedFaultStore(objects, FaultPlan.when(call -> true, Fault.LOSE_ANSWER));

    assertThatThrownBy(() -> store.list("", null, 1))
        .isInstanceOf(StoreException.class)
        .hasMessage("cannot LIST : the answer was lost");
  }

  @Test
  void aCrashTakesPlaceBeforeOrAfterTheEffectAndIsFinal() throws Exception {
    var before = new ScriptedFaultStore(objects, FaultPlan.atCall(1, Fault.CRASH_BEFORE));
    assertThatThrownBy(() -> put(before, "a"))
        .isInstanceOf(SimulatedCrash.class)
        .hasMessage("the process was killed before call 1: PUT a");
    assertThat(textAt(objects, "a")).isNull();

    var after = new ScriptedFaultStore(objects, FaultPlan.atCall(1, Fault.CRASH_AFTER));
    assertThat(after.crashed()).isFalse();
    assertThatThrownBy(() -> put(after, "a"))
        .isInstanceOf(SimulatedCrash.class)
        .hasMessage("the process was killed after call 1: PUT a");
    assertThat(after.crashed()).isTrue();
    assertThatThrownBy(() -> put(after, "b")).isInstanceOf(SimulatedCrash.class);
    assertThat(keys(objects, "", 10)).containsExactly("a");
  }

  @Test
  void aSeedGivesTheSameFaultsEachTimeAndAnotherSeedOthers() {
    List<Fault> first = faults(7);
    assertThat(faults(7)).isEqualTo(first);
    assertThat(faults(8)).isNotEqualTo(first);
    assertThat(first).contains(Fault.NONE, Fault.FAIL, Fault.CRASH_AFTER);
    assertThat(first.stream().filter(fault -> fault != Fault.NONE).count()).isBetween(200L, 300L);
    Set<Fault> atTheFirstCall = EnumSet.noneOf(Fault.class);
    for (int seed = 0; seed < 100; seed++) {
      atTheFirstCall.add(faults(seed).get(0));
    }
    assertThat(atTheFirstCall).containsExactly(Fault.NONE, Fault.FAIL, Fault.CRASH_AFTER);
  }

  private static List<Fault> faults(long seed) {
    FaultPlan plan = FaultPlan.seeded(seed, 0.25, Fault.FAIL, Fault.CRASH_AFTER);
    List<Fault> faults = new ArrayList<>();
    for (int number = 1; number <= 1000; number++) {
      faults.add(plan.faultOf(new StoreCall(number, Operation.GET, "a")));
    }
    return faults;
  }

  @Test
  void plansCombine() {
    FaultPlan plan =
        FaultPlan.atCall(1, Fault.FAIL)
            .or(FaultPlan.when(call -> call.key().endsWith("head.json"), Fault.LOSE_ANSWER));

    assertThat(plan.faultOf(new StoreCall(1, Operation.PUT, "head.json"))).isEqualTo(Fault.FAIL);
    assertThat(plan.faultOf(new StoreCall(2, Operation.PUT, "head.json")))
        .isEqualTo(Fault.LOSE_ANSWER);
    assertThat(plan.faultOf(new StoreCall(3, Operation.PUT, "other"))).isEqualTo(Fault.NONE);
  }

  @Test
  void aSlowStoreMovesTheClockOfTheTest() throws Exception {
    ManualClock clock = ManualClock.atNewYear();
    Instant start = clock.instant();
    var store =
        new ScriptedFaultStore(
            objects, FaultPlan.none().pausing(call -> clock.advance(Duration.ofMillis(30))));
    put(store, "a");
    store.get(key("a"));

    assertThat(clock.instant()).isEqualTo(start.plusMillis(60));
    assertThat(clock.withZone(ZoneId.of("Asia/Tokyo")).instant()).isEqualTo(clock.instant());
    clock.advance(Duration.ofMillis(-60));
    assertThat(clock.instant()).isEqualTo(start);
  }
}
