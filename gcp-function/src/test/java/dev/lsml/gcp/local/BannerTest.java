// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.config.Settings;
import dev.lsml.core.model.LabelStudioModel;
import dev.lsml.core.model.ModelType;
import dev.lsml.core.model.PredictContext;
import dev.lsml.core.protocol.Prediction;
import dev.lsml.core.protocol.Task;
import dev.lsml.gcp.EchoModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BannerTest {
  private static final String FOLDER = Path.of("data", "models").toAbsolutePath().toString();
  private static final ModelType TRAINABLE = ModelType.of(EchoModel.class);

  /** Has no fit. */
  public static final class FixedModel implements LabelStudioModel {
    @Override
    public List<Prediction> predict(List<Task> tasks, PredictContext context) {
      return List.of();
    }
  }

  @Test
  void itSaysAllThatIsNeededToConnectLabelStudio() {
    Banner banner =
        new Banner(
            TRAINABLE,
            Settings.of(Map.of("MODEL_DIR", FOLDER)),
            null,
            9090,
            List.of(
                new HostAddress("eth0", "192.168.1.20"), new HostAddress("docker0", "172.17.0.1")),
            false);

    assertThat(banner.lines())
        .containsExactly(
            "",
            "lsml serves echo-model (dev.lsml.gcp.EchoModel)",
            "",
            "Paste into Label Studio: a project's Settings > Model > Connect Model > Backend URL",
            "  http://localhost:9090                  Label Studio runs on this machine",
            "  http://host.docker.internal:9090       Label Studio runs in a container on this"
                + " machine",
            "  http://192.168.1.20:9090               Label Studio runs elsewhere (eth0)",
            "  http://172.17.0.1:9090                 the same, where that name is not known"
                + " (docker0)",
            "  A name without a dot, such as the http://ml-backend:9090 of a compose file, predicts",
            "  but never learns: Label Studio sends its events to no such name, and does not say"
                + " so.",
            "  Label Studio 1.23.1 and newer refuses these addresses unless it runs with both",
            "  LABEL_STUDIO_ML_BLOCK_LOCAL_IP=false and"
                + " LABEL_STUDIO_SSRF_PROTECTION_ENABLED=false",
            "",
            "Store         " + FOLDER,
            "Access        open to everyone who reaches the port; BASIC_AUTH_USER and"
                + " BASIC_AUTH_PASS close it",
            "Label Studio  address unknown until it calls; LABEL_STUDIO_URL sets it",
            "API key       not set: training reads annotations with it; make one in Label Studio"
                + " under",
            "              Account & Settings > Personal Access Token, for LABEL_STUDIO_API_KEY",
            "Time limits   Label Studio waits 100 s for predictions and 3 s for its setup call;",
            "              ML_TIMEOUT_PREDICT and ML_TIMEOUT_SETUP in its environment change that",
            "",
            "Ctrl-C stops it.",
            "");
  }

  @Test
  void itSaysThatAuthAndKeyAreSetButNotWhatTheyAre() {
    List<String> lines =
        lines(
            Map.of(
                "BASIC_AUTH_USER", "me",
                "BASIC_AUTH_PASS", "s3cret-pass",
                "LSML_WEBHOOK_SECRET", "s3cret-hook",
                "LABEL_STUDIO_URL", "https://ls.example.com/sub/",
                "LABEL_STUDIO_API_KEY", "s3cret-key"),
            true);

    assertThat(lines)
        .contains(
            "Access        basic auth as me, or the webhook secret on events",
            "Label Studio  https://ls.example.com/sub",
            "API key       set")
        .noneMatch(line -> line.contains("s3cret"))
        .noneMatch(line -> line.contains("WARNING"));
  }

  @Test
  void itWarnsThatEventsDoNotPassBasicAuth() {
    Map<String, String> auth = Map.of("BASIC_AUTH_USER", "me", "BASIC_AUTH_PASS", "p");

    assertThat(lines(auth, false))
        .contains(
            "              Label Studio sends no password with its events, so none of them arrives;",
            "              set LSML_WEBHOOK_SECRET and give it to the project's webhook");
  }

  @Test
  void itWarnsOfALocalhostThatIsTheContainerItself() {
    Map<String, String> url = Map.of("LABEL_STUDIO_URL", "http://localhost:8080");

    assertThat(lines(url, true))
        .contains(
            "              WARNING: in a container, localhost is the container itself;",
            "              set LABEL_STUDIO_URL to http://host.docker.internal:PORT or to its name");
    assertThat(lines(url, false)).noneMatch(line -> line.contains("WARNING"));
  }

  @Test
  void anAddressThatWasChosenIsTheOnlyOneNamed() {
    Settings settings = Settings.of(Map.of());

    assertThat(new Banner(TRAINABLE, settings, "127.0.0.1", 9091, List.of(), false).lines())
        .contains("  http://127.0.0.1:9091                  the only address listened on")
        .noneMatch(line -> line.contains("//localhost") || line.contains("host.docker"));
    assertThat(new Banner(TRAINABLE, settings, "::1", 9091, List.of(), false).lines())
        .anyMatch(line -> line.startsWith("  http://[::1]:9091 "));
  }

  @Test
  void aModelThatDoesNotLearnIsNotAskedForAKeyToLearnWith() {
    Banner banner =
        new Banner(
            ModelType.of(FixedModel.class), Settings.of(Map.of()), null, 9090, List.of(), false);

    assertThat(banner.lines())
        .contains(
            "API key       not set; where task files need it, make one in Label Studio under");
  }

  @Test
  void aStoreInABucketIsNamedAsItWasGiven() {
    assertThat(lines(Map.of("LSML_STORE", "gs://bucket/reviews"), false))
        .contains("Store         gs://bucket/reviews");
  }

  private static List<String> lines(Map<String, String> environment, boolean inContainer) {
    Settings settings = Settings.of(new HashMap<>(environment));
    return new Banner(TRAINABLE, settings, null, 9090, List.of(), inContainer).lines();
  }
}
