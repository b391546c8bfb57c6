// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.testkit.ManualClock;
import dev.lsml.testkit.google.FakeGoogle;
import dev.lsml.testkit.google.GoogleAnswer;
import dev.lsml.testkit.google.GoogleCall;
import dev.lsml.testkit.google.GoogleHandler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StateBucketTest {
  private final FakeGoogle google =
      new FakeGoogle("shop", "42", "us-central1", ManualClock.atNewYear());
  private final Map<String, Map<String, ?>> buckets = new ConcurrentHashMap<>();
  private boolean hidden;

  @AfterEach
  void stop() {
    google.close();
  }

  private StateBucket.Outcome ensure() {
    return ensure(call -> null);
  }

  private StateBucket.Outcome ensure(GoogleHandler meanwhile) {
    google.answerFirst(this::answer);
    google.answerFirst(meanwhile);
    Map<String, String> environment = google.deployerEnvironment();
    environment.put("STORAGE_EMULATOR_HOST", google.url());
    TokenSource tokens = GoogleApi.credentials(environment, "shop");
    GoogleApi api = new GoogleApi(environment, "shop", tokens, time -> {});
    return new StateBucket(api).ensure("shop-texts-state", "us-central1", "42");
  }

  private GoogleAnswer answer(GoogleCall call) {
    if (call.method().equals("GET")) {
      Map<String, ?> found = buckets.get(call.path().substring("storage/v1/b/".length()));
      if (hidden) {
        return GoogleAnswer.error(403, "", "me does not have storage.buckets.get access to it");
      }
      return found == null ? GoogleAnswer.error(404, "", "no bucket") : GoogleAnswer.json(found);
    }
    assertThat(call.path()).isEqualTo("storage/v1/b");
    assertThat(call.query()).containsEntry("project", "shop");
    Map<?, ?> body = (Map<?, ?>) call.body();
    Map<String, ?> made = Map.of("settings", body, "projectNumber", "42");
    return buckets.putIfAbsent(String.valueOf(body.get("name")), made) == null
        ? GoogleAnswer.json(made)
        : GoogleAnswer.error(409, "", "the name is taken");
  }

  @Test
  void aMissingBucketIsMadePrivateAndWithVersions() {
    assertThat(ensure()).isEqualTo(StateBucket.Outcome.CREATED);

    assertThat(buckets.get("shop-texts-state").get("settings"))
        .isEqualTo(
            Map.of(
                "name",
                "shop-texts-state",
                "location",
                "us-central1",
                "iamConfiguration",
                Map.of(
                    "uniformBucketLevelAccess",
                    Map.of("enabled", true),
                    "publicAccessPrevention",
                    "enforced"),
                "versioning",
                Map.of("enabled", true)));
  }

  @Test
  void aBucketThatIsThereIsLeftAlone() {
    buckets.put("shop-texts-state", Map.of("projectNumber", "42"));

    assertThat(ensure()).isEqualTo(StateBucket.Outcome.FOUND);
    assertThat(google.calls()).extracting(GoogleCall::method).containsExactly("GET");
  }

  @Test
  void aRunThatWasFasterIsNoFailure() {
    assertThat(
            ensure(
                call -> {
                  if (call.method().equals("POST")) {
                    buckets.put("shop-texts-state", Map.of("projectNumber", "42"));
                  }
                  return null;
                }))
        .isEqualTo(StateBucket.Outcome.FOUND);
  }

  @Test
  void aBucketOfAnotherProjectIsRefused() {
    buckets.put("shop-texts-state", Map.of("projectNumber", "7"));

    assertThatThrownBy(this::ensure)
        .hasMessage(
            "The bucket shop-texts-state for Terraform's state cannot be used: it belongs to"
                + " project number 7, not to 42. If it is yours, ask for roles/storage.admin on"
                + " project shop; if not, choose another service name with -Dgcp.service=, which"
                + " names the bucket");
  }

  @Test
  void aBucketThatMayNotBeSeenIsToldToBeSomeoneElses() {
    hidden = true;

    assertThatThrownBy(this::ensure)
        .hasMessageContaining("it exists, and this account may not read it")
        .hasMessageContaining("choose another service name with -Dgcp.service=");
  }
}
