// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.terraform.TerraformCommands.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class TerraformRunnerTest {
  private static final String SECRET = "s3cret-value-of-a-key";
  private static final TerraformVariables VARIABLES =
      new TerraformVariables(Map.of("service", "reviews"), Map.of("webhook_secret", SECRET));
  private static final String PLAN =
      """
      {"resource_changes": [{"address": "a.b", "type": "a", "mode": "managed",
        "change": {"actions": ["create"], "before": null, "after": {}}}]}""";
  private static final String MADE =
      """
      {"@message": "a.b: Creation complete after 3s", "type": "apply_complete",
       "hook": {"resource": {"addr": "a.b"}, "action": "create", "elapsed_seconds": 3}}"""
              .replace("\n", "")
          + "\n";

  @TempDir Path folder;
  private final List<String> shown = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private FakeTerraform fake;
  private TerraformRoot root;
  private TerraformRunner runner;

  @BeforeEach
  void layOut() throws IOException {
    Path script = Files.createDirectory(folder.resolve("script"));
    fake = new FakeTerraform(script);
    Map<String, String> backend = Map.of("bucket", "my-state");
    root =
        new TerraformRoot(
            "gcp/service",
            List.of("main.tf"),
            folder.resolve("work"),
            folder.resolve("keep"),
            backend);
    Map<String, String> environment = new HashMap<>();
    environment.put(fake.variable(), script.toString());
    environment.put("TF_CLI_ARGS", "-destroy");
    environment.put("TF_CLI_ARGS_apply", "-target=x");
    environment.put("TF_VAR_service", "another");
    environment.put("TF_WORKSPACE", "another");
    environment.put("LABEL_STUDIO_API_KEY", SECRET);
    environment.put("GOOGLE_APPLICATION_CREDENTIALS", "key.json");
    runner =
        new TerraformRunner(
            () -> new TerraformProgram(fake.command(), "1.11.4"),
            environment,
            folder.resolve("terraform.log"),
            waits::add,
            shown::add);
  }

  @Test
  void aRootIsPreparedPlannedAndApplied() throws Exception {
    fake.on("plan.1", 2, "{\"@message\": \"Plan: 1 to add\", \"type\": \"change_summary\"}\n", "")
        .on("show.1", 0, PLAN, "")
        .on("apply.1", 0, MADE, "")
        .on("output.1", 0, "{\"endpoint_url\": {\"value\": \"https://x\"}}", "");

    runner.init(root);
    PlannedChanges changes = runner.plan(root, VARIABLES, Purpose.APPLY, List.of());

    assertThat(changes.summary()).containsExactly("  + a.b", "1 to make");
    assertThat(runner.apply(root, VARIABLES).get("endpoint_url").get("value").string())
        .isEqualTo("https://x");
    assertThat(shown).containsExactly("  made a.b (3 s)");
    assertThat(root.work().resolve("main.tf")).content().contains("google_cloud_run_v2_service");
    assertThat(fake.calls())
        .containsExactly(
            "init -input=false -no-color -reconfigure -backend-config=bucket=my-state",
            "plan -input=false -no-color -json -detailed-exitcode -lock-timeout=60s"
                + " -var-file=lsml.tfvars.json -out=lsml.tfplan",
            "show -json lsml.tfplan",
            "apply -input=false -no-color -json -lock-timeout=60s lsml.tfplan",
            "output -json");
  }

  @Test
  void secretsAreInTheEnvironmentOfPlanAndApplyAndNowhereElse() throws Exception {
    fake.on("plan.1", 2, "", "").on("show.1", 0, PLAN, "").on("output.1", 0, "{}", "");

    runner.init(root);
    runner.plan(root, VARIABLES, Purpose.APPLY, List.of());
    runner.apply(root, VARIABLES);

    assertThat(fake.environment("plan.1"))
        .contains("TF_VAR_webhook_secret=" + SECRET + "\n")
        .contains("TF_IN_AUTOMATION=1\n", "TF_INPUT=0\n", "CHECKPOINT_DISABLE=1\n")
        .contains("GOOGLE_APPLICATION_CREDENTIALS=key.json\n")
        .contains("TF_DATA_DIR=" + root.data() + "\n")
        .doesNotContain("TF_CLI_ARGS", "TF_VAR_service", "TF_WORKSPACE", "LABEL_STUDIO_API_KEY");
    assertThat(fake.environment("apply.1")).contains("TF_VAR_webhook_secret=" + SECRET + "\n");
    assertThat(fake.environment("init.1") + fake.environment("show.1")).doesNotContain(SECRET);
    assertThat(String.join("\n", fake.calls())).doesNotContain(SECRET);
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith(".env")) {
          assertThat(Files.readString(file)).as(file.toString()).doesNotContain(SECRET);
        }
      }
    }
    assertThat(VARIABLES.toString()).doesNotContain(SECRET);
  }

  @Test
  void theChosenProvidersOutliveACleanOfTheWorkFolder() throws Exception {
    runner.init(root);
    assertThat(folder.resolve("keep/terraform.lock.hcl")).hasContent("new");

    Files.delete(root.work().resolve("main.tf"));
    Files.delete(root.work().resolve(".terraform.lock.hcl"));
    Files.delete(root.work());
    runner.init(root);

    assertThat(folder.resolve("keep/terraform.lock.hcl")).hasContent("kept");
  }

  @Test
  void aPermissionThatIsNotKnownEverywhereYetIsWaitedForAndPlannedAnew() throws Exception {
    fake.on("plan.1", 2, "", "")
        .on("show.1", 0, PLAN, "")
        .on("apply.1", 1, error("Error creating Service", "Permission denied on secret: s"), "")
        .on("plan.2", 2, "", "")
        .on("show.2", 0, PLAN, "")
        .on("output.1", 0, "{}", "");

    runner.plan(prepared(), VARIABLES, Purpose.APPLY, List.of());
    runner.apply(root, VARIABLES);

    assertThat(waits).containsExactly(Duration.ofSeconds(15));
    assertThat(fake.calls())
        .extracting(call -> call.substring(0, call.indexOf(' ')))
        .containsExactly("plan", "show", "apply", "plan", "show", "apply", "output");
    assertThat(shown)
        .containsExactly(
            "  a permission or an API that was just given is not known everywhere yet; trying again"
                + " in 15 s");
  }

  @Test
  void whatWaitingDoesNotHelpIsToldAtOnceWithTheLog() throws Exception {
    fake.on("plan.1", 2, "", "")
        .on("show.1", 0, PLAN, "")
        .on("apply.1", 1, error("Error creating Service", "quota exceeded."), "");

    runner.plan(prepared(), VARIABLES, Purpose.APPLY, List.of());

    assertThatThrownBy(() -> runner.apply(root, VARIABLES))
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "Terraform could not apply the service root: Error creating Service: quota exceeded."
                + " Correct that and run the same command again: it goes on where it stopped. All"
                + " that Terraform said is in "
                + folder.resolve("terraform.log"));
    assertThat(waits).isEmpty();
    assertThat(folder.resolve("terraform.log")).content().contains("quota exceeded");
  }

  @Test
  void aLockedStateIsExplainedWithWhoAndHowToUnlock() throws Exception {
    fake.on(
        "plan.1",
        1,
        error(
            "Error acquiring the state lock",
            "Error message: writing failed\\nLock Info:\\n  ID:        1700000000000000\\n"
                + "  Path:      gs://b/x\\n  Operation: OperationTypePlan\\n"
                + "  Who:       ann@laptop\\n  Created:   2026-11-20 10:00:00 UTC\\n"),
        "");

    assertThatThrownBy(() -> runner.plan(prepared(), VARIABLES, Purpose.APPLY, List.of()))
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "Terraform could not plan the service root: its state is locked by ann@laptop since"
                + " 2026-11-20 10:00:00 UTC. Another deployment is running: wait for it and run the"
                + " same command again. If you are sure that none is, because it was killed, unlock"
                + " with: TF_DATA_DIR="
                + root.data()
                + " terraform -chdir="
                + root.work()
                + " force-unlock 1700000000000000. All that Terraform said is in "
                + folder.resolve("terraform.log"));
  }

  @Test
  void whatInitSaysIsToldWithoutItsFrame() throws Exception {
    fake.on(
        "init.1",
        1,
        "Initializing the backend...\n",
        "╷\n│ Error: no bucket\n│ \n│ It is gone\n╵\n");

    assertThatThrownBy(() -> runner.init(root))
        .isInstanceOf(DeployException.class)
        .hasMessageStartingWith(
            "Terraform could not prepare the service root: Error: no bucket It is gone. Correct");
  }

  private TerraformRoot prepared() throws IOException {
    Files.createDirectories(root.work());
    return root;
  }

  private static String error(String summary, String detail) {
    return "{\"@message\": \"Error: "
        + summary
        + "\", \"type\": \"diagnostic\", \"diagnostic\": {\"severity\": \"error\", \"summary\": \""
        + summary
        + "\", \"detail\": \""
        + detail
        + "\"}}\n";
  }
}
