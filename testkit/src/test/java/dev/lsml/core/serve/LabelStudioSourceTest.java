// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.labelstudio.ApiKey;
import dev.lsml.core.labelstudio.BaseUrl;
import dev.lsml.core.labelstudio.ClientOptions;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.labelstudio.LabelStudioException;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.train.LabelStudioSource;
import dev.lsml.core.train.TrainingData;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabelStudioSourceTest {
  private FakeLabelStudio labelStudio;

  @BeforeEach
  void start() throws IOException {
    labelStudio = new FakeLabelStudio();
  }

  @AfterEach
  void stop() {
    labelStudio.close();
  }

  @Test
  void theConfigAndTheLabelledTasksAreThoseOfTheServer() throws Exception {
    labelStudio.annotate("great", "Positive");
    labelStudio.annotate("awful", "Negative");

    TrainingData data = source(FakeLabelStudio.KEY).fetch(new ProjectUid(FakeLabelStudio.UID));

    assertThat(data.labelConfig().xml()).isEqualTo(Served.CONFIG);
    List<Object> texts = new ArrayList<>();
    while (data.pages().hasNext()) {
      for (Task task : data.pages().next()) {
        texts.add(task.data().get("text"));
        assertThat(task.annotations()).hasSize(1);
      }
    }
    assertThat(texts).containsExactly("great", "awful");
  }

  @Test
  void aProjectOfThatIdOnAnotherServerIsNotLearnedFrom() {
    assertThatThrownBy(() -> source(FakeLabelStudio.KEY).fetch(new ProjectUid("12.1700000000")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            labelStudio.url()
                + " has another project 12 (uid 12.1696257600 instead of 12.1700000000); set"
                + " LABEL_STUDIO_URL to the server that this backend is connected to");
  }

  @Test
  void aProjectThatIsKnownByItsIdAloneIsLearnedFrom() throws Exception {
    labelStudio.annotate("great", "Positive");

    assertThat(source(FakeLabelStudio.KEY).fetch(new ProjectUid("12")).pages()).hasNext();
  }

  @Test
  void aUidThatIsNoProjectOfLabelStudioIsNamed() {
    assertThatThrownBy(() -> source(FakeLabelStudio.KEY).fetch(ProjectUid.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("'none' is not a project of Label Studio, whose uids look like 12.1696257600");
  }

  @Test
  void aKeyThatIsNotKnownYetIsAFailureThatPasses() {
    // An IOException is tried again: /setup may tell the key meanwhile.
    assertThatThrownBy(() -> withoutKey(true).fetch(new ProjectUid(FakeLabelStudio.UID)))
        .isInstanceOf(IOException.class)
        .hasMessage("no key is known; set LABEL_STUDIO_API_KEY");
  }

  @Test
  void aKeyThatNobodyWillTellIsAFailureForGood() {
    assertThatThrownBy(() -> withoutKey(false).fetch(new ProjectUid(FakeLabelStudio.UID)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no key is known; set LABEL_STUDIO_API_KEY");
  }

  private static LabelStudioSource withoutKey(boolean mayBeTold) {
    return new LabelStudioSource(
        project -> {
          throw new IllegalStateException("no key is known; set LABEL_STUDIO_API_KEY");
        },
        mayBeTold);
  }

  @Test
  void aRefusedKeyIsToldWithItsStatus() {
    assertThatThrownBy(() -> source("f".repeat(40)).fetch(new ProjectUid(FakeLabelStudio.UID)))
        .isInstanceOfSatisfying(
            LabelStudioException.class, e -> assertThat(e.status()).isEqualTo(401))
        .hasMessageNotContaining("ffff");
  }

  private LabelStudioSource source(String key) {
    LabelStudioClient client =
        new LabelStudioClient(
            new BaseUrl(labelStudio.url()),
            ApiKey.of(key),
            ClientOptions.defaults(Clock.systemUTC()));
    return new LabelStudioSource(project -> client, true);
  }
}
