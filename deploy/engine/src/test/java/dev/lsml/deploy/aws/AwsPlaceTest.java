// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.store.ObjectStore;
import dev.lsml.deploy.amazon.FakeAws;
import dev.lsml.deploy.operate.Stores;
import dev.lsml.deploy.operate.Versions;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwsPlaceTest {
  @Test
  void theModelsAreInTheBucketOfTheAccountThatTheKeysAreOf() throws Exception {
    try (FakeAws fake = new FakeAws()) {
      AwsSettings settings = new AwsSettings("", FakeAws.REGION, "texts", "", Map.of(), Map.of());

      URI models = AwsPlace.of(settings, fake.environment()).models();

      assertThat(models).hasToString("s3://texts-123456789012-eu-central-1-models");
      assertThat(fake.calls()).containsExactly("POST / GetCallerIdentity");
      try (ObjectStore store = Stores.open(models, fake.environment(), Clock.systemUTC())) {
        assertThatThrownBy(() -> new Versions(store).table(null))
            .hasMessageContaining("cannot list " + models + "/projects/")
            .hasMessageContaining("s3:ListBucket");
      }
    }
  }
}
