// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws;

import dev.lsml.core.store.ObjectStore;
import dev.lsml.testkit.ContractCoverage;
import dev.lsml.testkit.ObjectStoreContract;
import org.junit.jupiter.api.Test;

class EveryStoreHasAContractTest {
  @Test
  void everyObjectStoreIsOpenedByASubclassOfTheContract() {
    ContractCoverage.assertComplete(
        "dev.lsml.aws.", ObjectStore.class, ObjectStoreContract.class, "openEmpty");
  }
}
