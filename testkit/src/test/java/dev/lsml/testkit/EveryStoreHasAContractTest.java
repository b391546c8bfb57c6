// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.store.ObjectStore;
import org.junit.jupiter.api.Test;

class EveryStoreHasAContractTest {
  @Test
  void everyObjectStoreIsOpenedByASubclassOfTheContract() {
    ContractCoverage.assertComplete(
        "dev.lsml.", ObjectStore.class, ObjectStoreContract.class, "openEmpty");
  }

  @Test
  void aStoreWithoutContractIsNamed() {
    assertThatThrownBy(
            () ->
                ContractCoverage.assertComplete(
                    "example.forgotten.",
                    ObjectStore.class,
                    ObjectStoreContract.class,
                    "openEmpty"))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "without contract: [example.forgotten.ForgottenStore]. Add a test class that extends"
                + " dev.lsml.testkit.ObjectStoreContract and whose openEmpty() declares to return"
                + " the class.");
  }

  @Test
  void findingNothingAtAllIsAFailureToo() {
    assertThatThrownBy(
            () ->
                ContractCoverage.assertComplete(
                    "no.such.", ObjectStore.class, ObjectStoreContract.class, "openEmpty"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is the class path right?");
  }
}
