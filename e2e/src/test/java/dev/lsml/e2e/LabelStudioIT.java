// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.JsonView;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.Http;
import dev.lsml.e2e.parts.LabelStudioServer;
import dev.lsml.e2e.parts.LabelStudioSession;
import dev.lsml.e2e.parts.Parts;
import dev.lsml.e2e.parts.Reply;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The facts about a freshly installed Label Studio that lsml's documentation relies on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabelStudioIT {
  private LabelStudioServer labelStudio;
  private LabelStudioSession person;

  @BeforeAll
  void startWithDefaults() throws Exception {
    labelStudio =
        Parts.need(
            "label-studio", () -> LabelStudioServer.start(Folders.fresh(getClass()), Map.of()));
    person = labelStudio.signIn();
  }

  @AfterAll
  void stop() {
    if (labelStudio != null) {
      labelStudio.close();
    }
  }

  @Test
  void theReleaseIsThePinnedOne() throws Exception {
    assertThat(person.get("/api/version/").expect(200).json().get("release").string())
        .isEqualTo(LabelStudioServer.VERSION);
  }

  @Test
  void aNewProjectIsThereForEverybodyWithAPersonalAccessToken() throws Exception {
    long project = newProject("Reviews");
    String access =
        Http.call(
                "POST",
                labelStudio.url().resolve("/api/token/refresh/"),
                Map.of("Content-Type", "application/json"),
                "{\"refresh\": \"" + person.newPersonalAccessToken() + "\"}")
            .expect(200)
            .json()
            .get("access")
            .string();
    JsonView seen = call("/api/projects/" + project + "/", "Bearer " + access).expect(200).json();
    assertThat(seen.get("title").string()).isEqualTo("Reviews");
  }

  @Test
  void aLegacyTokenWorksOnlyAfterTheOrganizationAllowsThem() throws Exception {
    String header = "Token " + person.legacyToken();
    assertThat(call("/api/current-user/whoami", header).expect(401).json().get("detail").string())
        .contains("legacy token authentication has been disabled for this organization");
    person.allowLegacyTokens(true);
    call("/api/current-user/whoami", header).expect(200);
    person.allowLegacyTokens(false);
    call("/api/current-user/whoami", header).expect(401);
  }

  @Test
  void aBackendOnThisMachineIsRefusedUntilThePrivateAddressesAreAllowed() throws Exception {
    Reply refused =
        person.post(
            "/api/ml/", Map.of("project", newProject("Refused"), "url", "http://127.0.0.1:9090"));
    assertThat(refused.expect(403).json().get("detail").string())
        .contains("URL resolves to a reserved network address (block: 127.0.0.0/8)");
  }

  private long newProject(String title) throws Exception {
    return person
        .post("/api/projects/", Map.of("title", title, "label_config", "<View></View>"))
        .expect(201)
        .json()
        .get("id")
        .whole();
  }

  private Reply call(String path, String authorization) throws Exception {
    return Http.call(
        "GET", labelStudio.url().resolve(path), Map.of("Authorization", authorization), null);
  }
}
