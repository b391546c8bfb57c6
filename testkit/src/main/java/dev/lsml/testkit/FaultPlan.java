// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Decides, before each call to a {@link ScriptedFaultStore}, what goes wrong with it. A plan that
 * is used by several threads must be thread-safe; those made here are.
 */
@FunctionalInterface
public interface FaultPlan {
  /** The fault of this call. */
  Fault faultOf(StoreCall call);

  /** Nothing goes wrong. */
  static FaultPlan none() {
    return call -> Fault.NONE;
  }

  /**
   * One fault at one call, so that a test can try each call of a protocol in turn.
   *
   * @param number the call's number, from 1
   */
  static FaultPlan atCall(int number, Fault fault) {
    return call -> call.number() == number ? fault : Fault.NONE;
  }

  /** The fault at every call that the test chooses. */
  static FaultPlan when(Predicate<StoreCall> chosen, Fault fault) {
    return call -> chosen.test(call) ? fault : Fault.NONE;
  }

  /**
   * Faults by chance, the same ones for the same seed: a call's fault depends on the seed and the
   * call's number alone.
   *
   * @param probability of a fault at one call, 0 to 1
   * @param faults each as probable as the others
   */
  static FaultPlan seeded(long seed, double probability, Fault... faults) {
    Fault[] kinds = faults.clone();
    return call -> {
      // Seeds that lie close together give a Random whose first values do too; this spreads them.
      Random random = new Random((seed * 31 + call.number()) * 0x9E3779B97F4A7C15L);
      return random.nextDouble() < probability ? kinds[random.nextInt(kinds.length)] : Fault.NONE;
    };
  }

  /** This plan's fault, or the other plan's at calls where this one has none. */
  default FaultPlan or(FaultPlan other) {
    return call -> {
      Fault fault = faultOf(call);
      return fault == Fault.NONE ? other.faultOf(call) : fault;
    };
  }

  /**
   * Calls the test before each call, on the calling thread and without a lock: the test may move a
   * {@link ManualClock} on, as a slow store would, or hold the caller back until something else has
   * happened.
   */
  default FaultPlan pausing(Consumer<StoreCall> pause) {
    return call -> {
      pause.accept(call);
      return faultOf(call);
    };
  }
}
