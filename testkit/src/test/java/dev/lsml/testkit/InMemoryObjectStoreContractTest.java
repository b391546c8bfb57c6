// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import dev.lsml.core.store.ObjectStore;

class InMemoryObjectStoreContractTest extends ObjectStoreContract {
  @Override
  protected InMemoryObjectStore openEmpty() {
    return new InMemoryObjectStore();
  }

  @Override
  protected ObjectStore openAnother(ObjectStore first) {
    return first;
  }
}
