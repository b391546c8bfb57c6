// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import dev.lsml.core.store.ObjectStore;
import java.util.concurrent.atomic.AtomicReference;

class ScriptedFaultStoreContractTest extends ObjectStoreContract implements ObjectStoreFaultCases {
  private final ObjectStore objects = new InMemoryObjectStore();
  private final AtomicReference<Fault> next = new AtomicReference<>(Fault.NONE);

  @Override
  protected ScriptedFaultStore openEmpty() {
    return new ScriptedFaultStore(objects, call -> next.getAndSet(Fault.NONE));
  }

  @Override
  protected ObjectStore openAnother(ObjectStore first) {
    return new ScriptedFaultStore(objects, FaultPlan.none());
  }

  @Override
  public void loseTheNextRequest(ObjectStore store) {
    next.set(Fault.LOSE_REQUEST);
  }

  @Override
  public void loseTheNextAnswer(ObjectStore store) {
    next.set(Fault.LOSE_ANSWER);
  }
}
