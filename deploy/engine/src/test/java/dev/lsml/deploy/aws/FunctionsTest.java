// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.amazon.FakeAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FunctionsTest {
  private static final String CANDIDATE =
      "GET /2015-03-31/functions/texts/configuration?Qualifier=candidate";

  private final FakeAws fake;
  private final List<Duration> waits = new ArrayList<>();
  private final Functions functions;

  FunctionsTest() throws Exception {
    fake = new FakeAws();
    functions =
        new Functions(
            fake.api(),
            new AwsNames(FakeAws.ACCOUNT, FakeAws.REGION, "texts"),
            time -> {
              waits.add(time);
              is("Active", "");
            });
  }

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void aSnapshotThatIsBeingMadeIsWaitedFor() {
    is("Pending", "");

    functions.awaitStarted("candidate");

    assertThat(waits).hasSize(1);
    assertThat(fake.calls()).containsExactly(CANDIDATE, CANDIDATE);
  }

  @Test
  void aVersionThatCannotStartIsToldWithLambdasReasonAndAtOnce() {
    is("Failed", "the handler threw");

    assertThatThrownBy(() -> functions.awaitStarted("candidate"))
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "Version 7 of texts cannot start: Lambda says: the handler threw. Correct the code,"
                + " after a look at what it wrote: aws logs tail /aws/lambda/texts --region "
                + FakeAws.REGION);
    assertThat(waits).isEmpty();
  }

  @Test
  void whereLambdaDoesNotTellNobodyWaits() {
    functions.awaitStarted("candidate");

    assertThat(waits).isEmpty();
  }

  private void code(String given, String published) {
    String base = "GET /2015-03-31/functions/texts/configuration";
    fake.on(base, 200, "{\"Version\":\"$LATEST\",\"CodeSha256\":\"" + given + "\"}");
    fake.on(base + "?Qualifier=7", 200, "{\"Version\":\"7\",\"CodeSha256\":\"" + published + "\"}");
    fake.on("POST /2015-03-31/functions/texts/versions", 201, "{\"Version\":\"8\"}");
  }

  @Test
  void codeThatWasGivenAndNotPublishedIsPublished() {
    code("bmV3", "b2xk");

    assertThat(functions.publish("7"))
        .isEqualTo("an earlier deployment stopped halfway; what it gave Lambda is now version 8");
    assertThat(fake.calls()).last().isEqualTo("POST /2015-03-31/functions/texts/versions");
  }

  @Test
  void codeThatIsPublishedIsLeftAlone() {
    code("b2xk", "b2xk");

    assertThat(functions.publish("7")).isNull();
    assertThat(fake.calls()).hasSize(2);
  }

  private void is(String state, String reason) {
    fake.on(
        CANDIDATE,
        200,
        "{\"Version\":\"7\",\"State\":\"" + state + "\",\"StateReason\":\"" + reason + "\"}");
  }
}
