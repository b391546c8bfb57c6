// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.testkit.ManualClock;
import dev.lsml.testkit.google.FakeGoogle;
import dev.lsml.testkit.google.GoogleAnswer;
import dev.lsml.testkit.google.GoogleCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleApiTest {
  private static final String SERVICE = "projects/shop/locations/us-central1/services/texts";

  private final FakeGoogle google =
      new FakeGoogle("shop", "42", "us-central1", ManualClock.atNewYear());
  private final List<Duration> waits = new ArrayList<>();

  @AfterEach
  void stop() {
    google.close();
  }

  private GoogleApi api(Map<String, String> environment) {
    return new GoogleApi(
        environment, "shop", GoogleApi.credentials(environment, "shop"), waits::add);
  }

  private GoogleApi api() {
    return api(google.deployerEnvironment());
  }

  private GoogleCall lastCall() {
    List<GoogleCall> calls = google.calls();
    return calls.get(calls.size() - 1);
  }

  @Test
  void whatGoogleHasIsReadWithTheTokenOfTheEnvironment() {
    google.putRunResource(SERVICE, Map.of("uri", "https://texts.example"));

    assertThat(api().get(GoogleService.RUN, "v2/" + SERVICE).get("uri").string())
        .isEqualTo("https://texts.example");
    assertThat(lastCall().header("authorization")).isEqualTo("Bearer deployer-token");
    assertThat(lastCall().header("x-goog-user-project")).isNull();
  }

  @Test
  void theQuotaProjectOfTheEnvironmentIsSent() {
    Map<String, String> environment = google.deployerEnvironment();
    environment.put("GOOGLE_CLOUD_QUOTA_PROJECT", "payer");

    assertThat(api(environment).find(GoogleService.RUN, "v2/" + SERVICE)).isNull();
    assertThat(lastCall().header("x-goog-user-project")).isEqualTo("payer");
  }

  @Test
  void aStorageEmulatorGetsNoCredentials() {
    Map<String, String> environment = google.deployerEnvironment();
    environment.put("STORAGE_EMULATOR_HOST", google.hostAndPort());
    google.answerFirst(
        call -> call.path().startsWith("storage/v1/b/") ? GoogleAnswer.json(Map.of()) : null);

    api(environment).get(GoogleService.STORAGE, "storage/v1/b/shop-state");

    assertThat(lastCall().header("authorization")).isNull();
  }

  @Test
  void anOverloadedApiIsAskedAgainAfterTheTimeItTells() {
    AtomicInteger asked = new AtomicInteger();
    google.answerFirst(
        call ->
            switch (asked.incrementAndGet()) {
              case 1 -> GoogleAnswer.error(429, "RESOURCE_EXHAUSTED", "slow down");
              case 2 -> GoogleAnswer.error(503, "UNAVAILABLE", "busy").with("Retry-After", "7");
              default -> null;
            });

    assertThat(api().post(GoogleService.LOGGING, "v2/entries:write", Map.of()).object()).isEmpty();
    assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(7));
  }

  @Test
  void aWriteWhoseAnswerIsAnInternalErrorIsNotSentTwice() {
    google.answerFirst(call -> GoogleAnswer.error(500, "INTERNAL", "oh"));

    assertThatThrownBy(() -> api().post(GoogleService.LOGGING, "v2/entries:write", Map.of()))
        .hasMessage(
            "Cannot send to v2/entries:write (Cloud Logging): Cloud Logging says: oh. That is a"
                + " fault on Google's side; try again, and see https://status.cloud.google.com");
    assertThat(google.calls()).hasSize(1);
  }

  @Test
  void aQuotaThatStaysUsedUpIsTold() {
    google.answerFirst(call -> GoogleAnswer.error(429, "RESOURCE_EXHAUSTED", "Quota exceeded"));

    assertThatThrownBy(() -> api().get(GoogleService.RUN, "v2/" + SERVICE))
        .hasMessageEndingWith(
            "Cloud Run says: Quota exceeded. A quota is used up; wait a minute, or raise it at"
                + " https://console.cloud.google.com/iam-admin/quotas?project=shop");
    assertThat(waits).hasSize(4);
  }

  @Test
  void anApiThatIsNotEnabledIsToldWithTheCommandThatEnablesIt() {
    google.disable("run.googleapis.com");

    assertThatThrownBy(() -> api().get(GoogleService.RUN, "v2/" + SERVICE))
        .hasMessage(
            "Cannot read v2/"
                + SERVICE
                + " (Cloud Run): the API run.googleapis.com is not enabled in project shop. Run:"
                + " gcloud services enable run.googleapis.com --project=shop (or press Enable at"
                + " https://console.cloud.google.com/apis/library/run.googleapis.com?project=shop),"
                + " and try again in a minute");
  }

  @Test
  void aMissingPermissionIsToldWithTheRoleThatHoldsIt() {
    google.answerFirst(
        call ->
            GoogleAnswer.error(
                403,
                "PERMISSION_DENIED",
                "Permission 'run.services.get' denied on resource (or it may not exist).",
                "IAM_PERMISSION_DENIED",
                Map.of("permission", "run.services.get")));

    assertThatThrownBy(() -> api().get(GoogleService.RUN, "v2/" + SERVICE))
        .hasMessageEndingWith(
            "denied on resource (or it may not exist).. The permission run.services.get is"
                + " missing. An owner of the project can grant it: gcloud projects"
                + " add-iam-policy-binding shop --member=user:YOUR_ACCOUNT --role=roles/run.admin");
  }

  @Test
  void storagesOlderFormOfARefusalIsUnderstood() {
    Map<String, String> environment = google.endpoints();
    environment.put("STORAGE_EMULATOR_HOST", google.url());
    google.answerFirst(
        call ->
            new GoogleAnswer(
                403,
                Map.of(),
                """
                {"error":{"code":403,"message":"me@shop does not have storage.buckets.get access to\
                 the Google Cloud Storage bucket.","errors":[{"reason":"forbidden"}]}}"""
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    assertThatThrownBy(() -> api(environment).get(GoogleService.STORAGE, "storage/v1/b/x"))
        .isInstanceOfSatisfying(
            GoogleApiException.class, e -> assertThat(e.code()).isEqualTo("forbidden"))
        .hasMessageContaining("The permission storage.buckets.get is missing")
        .hasMessageEndingWith("--role=roles/storage.admin");
  }

  @Test
  void aTokenThatHasRunOutIsToldToBeRenewed() {
    Map<String, String> environment = google.endpoints();
    environment.put("GOOGLE_OAUTH_ACCESS_TOKEN", "old-token");

    assertThatThrownBy(() -> api(environment).get(GoogleService.RUN, "v2/" + SERVICE))
        .hasMessageEndingWith(
            "The access token has run out or is not one of Google's. Log in again: gcloud auth"
                + " application-default login; when GOOGLE_OAUTH_ACCESS_TOKEN is set, renew or"
                + " unset it")
        .hasMessageNotContaining("old-token");
  }

  @Test
  void anAddressWhereNothingAnswersIsToldWithTheVariableThatNamesIt() {
    Map<String, String> environment = new HashMap<>(google.deployerEnvironment());
    google.close();

    assertThatThrownBy(() -> api(environment).get(GoogleService.RUN, "v2/" + SERVICE))
        .hasMessageContaining("Cloud Run cannot be reached")
        .hasMessageEndingWith(
            "CLOUDSDK_API_ENDPOINT_OVERRIDES_RUN tells another address than"
                + " https://run.googleapis.com/");
    assertThat(waits).hasSize(4);
  }

  @Test
  void everyApiIsAtGoogleUnlessAVariableSaysOtherwise() {
    assertThat(GoogleService.RUN.base(Map.of())).hasToString("https://run.googleapis.com/");
    assertThat(GoogleService.STORAGE.base(Map.of("STORAGE_EMULATOR_HOST", "localhost:4443")))
        .hasToString("http://localhost:4443/");
    assertThatThrownBy(
            () ->
                GoogleService.LOGGING.base(
                    Map.of("CLOUDSDK_API_ENDPOINT_OVERRIDES_LOGGING", "http:// x")))
        .hasMessage(
            "Cloud Logging cannot be called: CLOUDSDK_API_ENDPOINT_OVERRIDES_LOGGING is 'http:// x',"
                + " which is no web address. Unset it, or give an address such as"
                + " http://127.0.0.1:9000/");
  }
}
