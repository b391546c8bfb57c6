// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.lsml.core.store.ObjectStore;
import example.broken.BrokenStores;
import example.broken.StoreWrapper;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The contract is worth what it catches. */
class ContractCatchesBrokenStoresTest {
  private static Supplier<StoreWrapper> broken = StoreWrapper::new;

  /** Nested, so that only the cases below run it. */
  static class TheContract extends ObjectStoreContract {
    @Override
    protected StoreWrapper openEmpty() {
      return broken.get();
    }

    @Override
    protected ObjectStore openAnother(ObjectStore first) {
      return first;
    }

    @Override
    public int rounds() {
      return 3;
    }
  }

  /** The same with lost answers. */
  static class TheContractWithFaults extends TheContract implements ObjectStoreFaultCases {
    @Override
    public void loseTheNextRequest(ObjectStore store) {
      // This store's requests arrive.
    }

    @Override
    public void loseTheNextAnswer(ObjectStore store) {
      ((BrokenStores.RetriesBlindly) store).loseNext = true;
    }
  }

  private static List<String> failures(Class<?> contract, Supplier<StoreWrapper> store) {
    broken = store;
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(contract))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(event -> event.getTestDescriptor().getDisplayName().replace("()", ""))
        .toList();
  }

  private static List<String> failures(Supplier<StoreWrapper> store) {
    return failures(TheContract.class, store);
  }

  @Test
  void aStoreThatKeepsTheGuaranteesPasses() {
    assertThat(failures(StoreWrapper::new)).isEmpty();
  }

  @Test
  void aStoreThatIgnoresConditionsFails() {
    assertThat(failures(BrokenStores.Unconditional::new))
        .contains(
            "creatingWhatExistsConflicts",
            "replacingAtTheRevisionWritesAndAtAStaleOneConflicts",
            "replacingWhatIsAbsentConflicts",
            "replacingWhatWasDeletedConflicts",
            "ofRacingCreatorsExactlyOneWins");
  }

  @Test
  void aStoreThatChecksBeforeItWritesFails() {
    assertThat(failures(BrokenStores.ChecksFirst::new))
        .containsExactly("ofRacingCreatorsExactlyOneWins");
  }

  @Test
  void aStoreThatShowsHalfAnObjectFails() {
    assertThat(failures(BrokenStores.Torn::new)).containsExactly("aReaderNeverSeesAPartOrAMixture");
  }

  @Test
  void aStoreThatListsOnePageFails() {
    assertThat(failures(BrokenStores.FirstPageOnly::new))
        .contains(
            "aListingOfManyPagesShowsEveryKeyOnceInOrder",
            "pagesEndWhereTheyShould",
            "aListingGoesOnAfterAnyKey");
  }

  @Test
  void aStoreThatListsInTheOrderOfJavaStringsFails() {
    assertThat(failures(BrokenStores.JavaOrder::new))
        .contains("keysAreListedInTheOrderOfTheirUtf8Bytes");
  }

  @Test
  void aStoreThatFoldsTheCaseOfKeysFails() {
    assertThat(failures(BrokenStores.FoldsCase::new))
        .contains("everyKeyIsAnObjectOfItsOwn", "keysMayBeLong");
  }

  @Test
  void aStoreThatDeletesAnyRevisionFails() {
    assertThat(failures(BrokenStores.DeletesAnything::new))
        .contains("aStaleDeleteLeavesTheObjectAlone");
  }

  @Test
  void aStoreWhoseRevisionsAreDigestsMustSaySo() {
    assertThat(failures(BrokenStores.DigestRevisions::new))
        .containsExactly("theRevisionChangesWhenTheSameBytesAreWrittenAgain");
  }

  @Test
  void aStoreThatRetriesBlindlyFails() {
    assertThat(failures(TheContractWithFaults.class, BrokenStores.RetriesBlindly::new))
        .contains(
            "aLostAnswerNeverTurnsACreatedObjectIntoAConflict",
            "aLostAnswerNeverTurnsAReplacementIntoAConflict");
  }
}
