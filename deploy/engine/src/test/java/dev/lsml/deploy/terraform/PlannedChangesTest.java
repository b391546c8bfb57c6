// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannedChangesTest {
  private static final PlannedChanges CHANGES =
      PlannedChanges.of(
          JsonView.of(
              Json.read(
                  """
                  {"resource_changes": [
                    {"address": "google_storage_bucket.state", "type": "google_storage_bucket",
                     "mode": "managed",
                     "change": {"actions": ["no-op"], "importing": {"id": "x"}}},
                    {"address": "google_storage_bucket.models", "type": "google_storage_bucket",
                     "mode": "managed",
                     "change": {"actions": ["delete", "create"],
                       "before": {"location": "US-CENTRAL1", "name": "m", "url": "gs://m"},
                       "after": {"location": "EUROPE-WEST4", "name": "m"},
                       "after_unknown": {"url": true}}},
                    {"address": "google_cloud_run_v2_service.main",
                     "type": "google_cloud_run_v2_service", "mode": "managed",
                     "change": {"actions": ["update"],
                       "before": {"traffic": [1], "name": "s"},
                       "after": {"traffic": [2], "name": "s"}, "after_unknown": {}}},
                    {"address": "google_secret_manager_secret.secret[\\"a\\"]",
                     "type": "google_secret_manager_secret", "mode": "managed",
                     "change": {"actions": ["create"], "before": null, "after": {}}},
                    {"address": "data.google_project.this", "type": "google_project",
                     "mode": "data", "change": {"actions": ["read"]}},
                    {"address": "google_project_service.api", "type": "google_project_service",
                     "mode": "managed", "change": {"actions": ["no-op"]}}]}""")));

  @Test
  void aPlanIsSummedUpInALinePerChange() {
    assertThat(CHANGES.summary())
        .containsExactly(
            "  = google_storage_bucket.state",
            "  -/+ google_storage_bucket.models (location)",
            "  ~ google_cloud_run_v2_service.main (traffic)",
            "  + google_secret_manager_secret.secret[\"a\"]",
            "1 to make, 1 to change, 1 to replace, 1 to take over");
  }

  @Test
  void whatWouldBeLostIsFoundByItsType() {
    assertThat(CHANGES.losses(List.of("google_storage_bucket", "google_secret_manager_secret")))
        .extracting(PlannedChanges.Change::address)
        .containsExactly("google_storage_bucket.models");
  }

  @Test
  void outputsAloneAreAChangeToo() {
    PlannedChanges changes =
        PlannedChanges.of(
            JsonView.of(
                Json.read(
                    """
                    {"resource_changes": [],
                     "output_changes": {"a": {"actions": ["no-op"]}, "b": {"actions": ["create"]}}}
                    """)));

    assertThat(changes.isNothing()).isFalse();
    assertThat(changes.summary()).containsExactly("nothing to change but what is put out");
  }

  @Test
  void anEmptyPlanIsNothing() {
    assertThat(PlannedChanges.NONE.isNothing()).isTrue();
    assertThat(PlannedChanges.of(JsonView.of(Json.read("{}"))).isNothing()).isTrue();
  }
}
