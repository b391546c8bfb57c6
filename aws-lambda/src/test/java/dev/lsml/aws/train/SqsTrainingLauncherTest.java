// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.aws.train.FakeSqs.Mood;
import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.train.LaunchException;
import dev.lsml.core.train.TrainingLauncher;
import dev.lsml.core.train.TrainingLauncherProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SqsTrainingLauncherTest {
  private static final ProjectUid PROJECT = new ProjectUid("12.1696257600");

  private FakeSqs sqs;
  private TrainingLauncher launcher;

  @BeforeEach
  void start() throws Exception {
    sqs = new FakeSqs();
    launcher = new SqsTrainingLauncherProvider().launcher(FakeSqs.QUEUE, sqs.environment());
  }

  @AfterEach
  void stop() {
    sqs.close();
  }

  @Test
  void aMessageNamesItsProjectWhichIsItsGroupToo() throws Exception {
    launcher.launch(PROJECT);

    assertThat(sqs.messages())
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.get("MessageBody").string())
                  .isEqualTo("{\"project\":\"12.1696257600\"}");
              assertThat(message.get("MessageGroupId").string()).isEqualTo("12.1696257600");
              assertThat(message.get("MessageDeduplicationId").string())
                  .matches("12\\.1696257600-\\d{13}");
            });
    assertThat(sqs.calls())
        .singleElement()
        .asString()
        .matches("AmazonSQS.SendMessage /\\d{8}/eu-central-1/sqs");
  }

  @Test
  void aRefusalSaysWhatToDoAndStartedNothing() {
    sqs.mood = Mood.FORBIDDEN;
    assertRefused("give the role of this function sqs:SendMessage on the queue");

    sqs.mood = Mood.NO_QUEUE;
    assertRefused("set LSML_TRAINING_JOB to a queue that there is");
  }

  private void assertRefused(String remedy) {
    assertThatThrownBy(() -> launcher.launch(PROJECT))
        .isInstanceOfSatisfying(
            LaunchException.class, e -> assertThat(e.mayHaveStarted()).isFalse())
        .hasMessageStartingWith("cannot send to the training queue " + FakeSqs.QUEUE)
        .hasMessageContaining(remedy);
  }

  @Test
  void troubleOfSqsIsNotKnownToHaveStartedNothingAndIsNotSentTwice() {
    sqs.mood = Mood.TROUBLE;

    assertThatThrownBy(() -> launcher.launch(PROJECT))
        .isInstanceOfSatisfying(LaunchException.class, e -> assertThat(e.mayHaveStarted()).isTrue())
        .hasMessageContaining("it answered 500")
        .hasMessageContaining("an event after five minutes tries again");
    assertThat(sqs.calls()).hasSize(1);
  }

  @Test
  void anAnswerThatDoesNotComeIsNotWaitedFor() {
    sqs.mood = Mood.HANGS;

    assertThatThrownBy(() -> launcher.launch(PROJECT))
        .isInstanceOfSatisfying(LaunchException.class, e -> assertThat(e.mayHaveStarted()).isTrue())
        .hasMessageContaining("it is not known whether it arrived");
  }

  @Test
  void aServerThatIsAwayStartedNothing() {
    sqs.close();

    assertThatThrownBy(() -> launcher.launch(PROJECT))
        .isInstanceOfSatisfying(
            LaunchException.class, e -> assertThat(e.mayHaveStarted()).isFalse())
        .hasMessageContaining("it cannot be reached")
        .hasMessageEndingWith("the next event tries again");
  }

  @Test
  void itIsFoundByTheFormOfTheAddress() {
    TrainingLauncherProvider provider =
        ServiceLoader.load(TrainingLauncherProvider.class).findFirst().orElseThrow();

    assertThat(provider.knows(FakeSqs.QUEUE)).isTrue();
    assertThat(provider.knows("http://127.0.0.1:5000/123456789012/train.fifo")).isTrue();
    assertThat(provider.knows("https://sqs.us-east-1.amazonaws.com/1/train")).isFalse();
    assertThat(provider.knows("projects/p/locations/l/jobs/j.fifo")).isFalse();
    assertThat(provider.form()).isEqualTo("https://sqs.REGION.amazonaws.com/ACCOUNT/NAME.fifo");
  }
}
