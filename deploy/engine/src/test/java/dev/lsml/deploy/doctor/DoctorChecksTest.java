// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.Project;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.labelstudio.Registration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is seen of a project in Label Studio, and what is made of it. */
class DoctorChecksTest {
  private static final String URL = "http://ml.internal:9090";
  private static final Patient OPEN = new Patient(URL + "/", null, null, null);
  private static final Patient CLOSED = new Patient(URL, "lsml", "password", "secret");
  private static final String CHOICES =
      "<View><Text name='t' value='$text'/><Choices name='c' toName='t'>"
          + "<Choice value='A'/><Choice value='B'/></Choices></View>";

  private static JsonView json(Object... pairs) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      json.put((String) pairs[i], pairs[i + 1]);
    }
    return JsonView.of(json);
  }

  private static JsonView model(long id, String url, String state, Object... more) {
    List<Object> pairs =
        new ArrayList<>(List.of("id", id, "url", url, "state", state, "title", "texts"));
    pairs.addAll(List.of(more));
    return json(pairs.toArray());
  }

  private static Project project(String labelConfig, String modelVersion) {
    return Project.of(
        json(
            "id",
            12L,
            "title",
            "Reviews",
            "label_config",
            labelConfig,
            "model_version",
            modelVersion,
            "created_at",
            "2023-10-02T12:00:00Z"));
  }

  private static String cause(Note note) {
    Finding finding = note.finding();
    return finding == null ? "none" : finding.cause();
  }

  private static String remedy(Note note) {
    Finding finding = note.finding();
    return finding == null ? "none" : finding.remedy();
  }

  @Test
  void aModelThatLabelStudioReachesIsFine() {
    List<JsonView> registered = List.of(model(1, URL + "/", "CO", "model_version", "texts-v1-a"));
    JsonView found = RegistrationChecks.find(registered, OPEN);

    assertThat(RegistrationChecks.look(registered, found, OPEN, "texts-v1-a"))
        .containsExactly(Note.good("Label Studio reaches the backend at " + URL));
  }

  @Test
  void aBackendThatIsNotAmongSeveralModelsIsNotRegistered() {
    List<JsonView> registered = List.of(model(1, "http://a", "CO"), model(2, "http://b", "CO"));

    List<Note> notes =
        RegistrationChecks.look(
            registered, RegistrationChecks.find(registered, OPEN), OPEN, "texts-v1-a");

    assertThat(notes).hasSize(1);
    assertThat(notes.get(0).text()).isEqualTo("The backend is not registered with the project");
    assertThat(cause(notes.get(0))).isEqualTo("the project's models are http://a, http://b");
    assertThat(remedy(notes.get(0))).contains("mvn lsml:register");
  }

  @Test
  void theOnlyModelMayHaveAnotherNameForTheSameBackendButNotBeAnotherOne() {
    List<JsonView> same =
        List.of(model(1, "http://host.docker.internal:9090", "CO", "model_version", "texts-v1-a"));
    assertThat(
            RegistrationChecks.look(same, RegistrationChecks.find(same, OPEN), OPEN, "texts-v1-a"))
        .containsExactly(
            Note.good("Label Studio reaches the backend at http://host.docker.internal:9090"));

    List<JsonView> other =
        List.of(model(1, "http://elsewhere:9090", "CO", "model_version", "dummy-v0-b"));
    Note note =
        RegistrationChecks.look(other, RegistrationChecks.find(other, OPEN), OPEN, "texts-v1-a")
            .get(0);
    assertThat(note.text()).isEqualTo("Label Studio talks to another backend than this one");
    assertThat(cause(note)).contains("http://elsewhere:9090", "dummy-v0-b", "texts-v1-a");
  }

  @Test
  void aDisconnectedLocalhostMeansLabelStudiosOwnMachine() {
    JsonView found =
        model(1, "http://localhost:9090", "DI", "error_message", "health check failed");

    Note note = RegistrationChecks.look(List.of(found), found, OPEN, null).get(0);

    assertThat(note.text())
        .isEqualTo("Label Studio cannot reach the backend at http://localhost:9090");
    assertThat(cause(note)).isEqualTo("health check failed");
    assertThat(remedy(note)).contains("host.docker.internal");
  }

  @Test
  void aDisconnectedNetworkAddressMayBeRefused() {
    JsonView found = model(1, "http://10.0.0.7:9090", "DI");

    assertThat(remedy(RegistrationChecks.look(List.of(found), found, OPEN, null).get(0)))
        .contains("curl http://10.0.0.7:9090/health", "LABEL_STUDIO_ML_BLOCK_LOCAL_IP=false");
  }

  @Test
  void aSetupThatFailsIsToldWithLabelStudiosWords() {
    JsonView found = model(1, URL, "ER", "error_message", "500 Server Error");

    Note note = RegistrationChecks.look(List.of(found), found, OPEN, null).get(0);

    assertThat(note.text())
        .isEqualTo("Label Studio reaches " + URL + ", but its setup fails there");
    assertThat(cause(note)).isEqualTo("500 Server Error");
  }

  @Test
  void ofSeveralModelsOnlyTheFirstIsAsked() {
    JsonView first = model(1, "http://first.internal", "CO");
    JsonView second = model(2, URL, "CO");

    List<Note> notes = RegistrationChecks.look(List.of(first, second), second, OPEN, null);

    assertThat(notes).hasSize(2);
    assertThat(cause(notes.get(1))).contains("the first only, which is http://first.internal");
  }

  @Test
  void smartToolsAndTheMarkOfAnInteractiveModelGoTogether() {
    String smart = CHOICES.replace("<Choices", "<Choices smart='true'");
    JsonView plain = model(1, URL, "CO", "is_interactive", false);
    JsonView interactive = model(1, URL, "CO", "is_interactive", true);

    assertThat(RegistrationChecks.smartTools(project(CHOICES, ""), plain).finding()).isNull();
    assertThat(RegistrationChecks.smartTools(project(smart, ""), interactive))
        .isEqualTo(Note.good("the smart tools c ask the model"));
    assertThat(RegistrationChecks.smartTools(project(smart, ""), plain).text())
        .isEqualTo("The smart tools c get no answer");
    assertThat(RegistrationChecks.smartTools(project(CHOICES, ""), interactive).text())
        .isEqualTo("No tool asks the model while somebody draws");
  }

  private static JsonView webhook(Object... more) {
    List<Object> pairs =
        new ArrayList<>(
            List.of("url", URL + "/webhook", "is_active", true, "send_for_all_actions", true));
    pairs.addAll(List.of(more));
    return json(pairs.toArray());
  }

  private static JsonView told(String secret) {
    return webhook("headers", Map.of(Registration.SECRET_HEADER.toLowerCase(), secret));
  }

  @Test
  void aWebhookWithTheSecretIsFine() {
    assertThat(WebhookChecks.look(List.of(told("secret")), URL, CLOSED))
        .containsExactly(Note.good("the webhook tells the backend of new annotations"));
    assertThat(WebhookChecks.look(List.of(webhook()), URL, OPEN).get(0).finding()).isNull();
  }

  @Test
  void aWebhookThatTheBackendWouldRefuseIsTold() {
    assertThat(cause(WebhookChecks.look(List.of(webhook()), URL, CLOSED).get(0)))
        .isEqualTo("the webhook lacks the header X-Lsml-Webhook-Secret");
    assertThat(cause(WebhookChecks.look(List.of(told("old")), URL, CLOSED).get(0)))
        .isEqualTo("the webhook's header X-Lsml-Webhook-Secret has another value");
    Patient noSecret = new Patient(URL, "lsml", "password", null);
    assertThat(remedy(WebhookChecks.look(List.of(webhook()), URL, noSecret).get(0)))
        .contains("LSML_WEBHOOK_SECRET");
    assertThat(WebhookChecks.look(List.of(told("old")), URL, CLOSED).toString())
        .doesNotContain("secret\"", "=secret");
  }

  @Test
  void aMissingWebhookOfANameWithoutADotIsLabelStudiosCheck() {
    Note note = WebhookChecks.look(List.of(), "http://backend:9090", OPEN).get(0);

    assertThat(cause(note)).contains("a host name without a dot");
    assertThat(remedy(note)).contains("network alias ml.internal");
    assertThat(cause(WebhookChecks.look(List.of(), URL, OPEN).get(0)))
        .isEqualTo("the project has no webhook " + URL + "/webhook");
  }

  @Test
  void aWebhookThatIsOffOrForOtherActionsTellsNothing() {
    assertThat(cause(WebhookChecks.look(List.of(webhook("is_active", false)), URL, OPEN).get(0)))
        .contains("is switched off");
    JsonView others = webhook("send_for_all_actions", false, "actions", List.of("PROJECT_UPDATED"));
    assertThat(cause(WebhookChecks.look(List.of(others), URL, OPEN).get(0)))
        .contains("is sent for other actions only");
  }

  @Test
  void severalWebhooksForOneBackendAreTold() {
    assertThat(WebhookChecks.look(List.of(webhook(), webhook()), URL, OPEN))
        .extracting(Note::text)
        .containsExactly(
            "the webhook tells the backend of new annotations",
            "There are 2 webhooks for the backend");
  }

  @Test
  void whatAnnotatorsSeeIsComparedWithWhatIsStored() {
    List<JsonView> registered = List.of(model(1, URL, "CO"));
    Map<String, Object> stored = Map.of("texts-v1-a", 7L);

    assertThat(version("texts", registered, Map.of(), "texts-v1-a").text())
        .startsWith("no predictions are stored yet");
    assertThat(version("texts", registered, Map.of("texts", 0L), "texts-v1-a").text())
        .startsWith("no predictions are stored yet");
    assertThat(version("texts", registered, stored, "texts-v1-a").finding()).isNull();
    assertThat(version("texts-v1-a", registered, stored, "texts-v1-a").finding()).isNull();
    assertThat(version("texts", registered, stored, "texts-v2-b").text())
        .isEqualTo("No prediction of the version in force is stored");
    assertThat(cause(version("texts-v1-a", registered, stored, "texts-v2-b")))
        .isEqualTo(
            "the project shows texts-v1-a, and the backend is at texts-v2-b; stored are 7 of"
                + " texts-v1-a");
    assertThat(cause(version("gone", registered, stored, "texts-v1-a")))
        .startsWith("the project shows those of gone, of which there are none");
    assertThat(version("", registered, stored, "texts-v1-a").text())
        .isEqualTo("Annotators see no predictions");
  }

  private static Note version(
      String shown, List<JsonView> registered, Map<String, Object> stored, String current) {
    return VersionChecks.look(project(CHOICES, shown), registered, stored, current);
  }

  @Test
  void notesAreShownWithCauseAndRemedy() {
    assertThat(
            Doctor.lines(List.of(Note.good("all is well"), Note.bad("It broke", "age", "Mend it"))))
        .containsExactly(
            "ok       all is well",
            "PROBLEM  It broke",
            "           why: age",
            "           do:  Mend it");
  }
}
