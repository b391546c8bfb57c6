// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.store;

import dev.lsml.core.store.ObjectStore;
import dev.lsml.testkit.ContractCoverage;
import dev.lsml.testkit.ObjectStoreContract;
import org.junit.jupiter.api.Test;

class EveryStoreHasAContractTest {
  @Test
  void everyObjectStoreIsOpenedByASubclassOfTheContract() {
    ContractCoverage.assertComplete(
        "dev.lsml.gcp.", ObjectStore.class, ObjectStoreContract.class, "openEmpty");
  }
}
