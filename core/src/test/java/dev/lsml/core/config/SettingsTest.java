// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void anEmptyEnvironmentIsEnoughToStart() {
    Settings settings = Settings.of(Map.of("PATH", "/usr/bin"));

    assertThat(settings.port()).isEqualTo(9090);
    assertThat(Path.of(settings.store())).isEqualTo(Path.of(".lsml").toAbsolutePath());
    assertThat(settings.labelStudioUrl()).isNull();
    assertThat(settings.labelStudioApiKey()).isNull();
    assertThat(settings.basicAuth()).isNull();
    assertThat(settings.webhookSecret()).isNull();
    assertThat(settings.trainEvery()).isEqualTo(10);
    assertThat(settings.trainQuiet()).isEqualTo(Duration.ZERO);
    assertThat(settings.versionCheck()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.keepVersions()).isEqualTo(10);
    assertThat(settings.maxBodyBytes()).isEqualTo(268_435_456L);
    assertThat(settings.allowHosts()).isEmpty();
    assertThat(settings.localFilesRoot()).isNull();
    assertThat(settings.logLevel()).isEqualTo(System.Logger.Level.INFO);
    assertThat(settings.environment()).containsOnlyKeys("PATH");
  }

  @Test
  void everySettingIsRead() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PORT", "8080");
    environment.put("LSML_STORE", "gs://bucket/some/prefix");
    environment.put("LABEL_STUDIO_URL", "https://ls.example.com/label-studio/");
    environment.put("LABEL_STUDIO_API_KEY", " key\n");
    environment.put("BASIC_AUTH_USER", "me");
    environment.put("BASIC_AUTH_PASS", " pass: word ");
    environment.put("LSML_WEBHOOK_SECRET", "hook");
    environment.put("LSML_TRAIN_EVERY", "0");
    environment.put("LSML_TRAIN_QUIET_SECONDS", "30");
    environment.put("LSML_TRAINING_JOB", " projects/p/locations/l/jobs/j");
    environment.put("LSML_VERSION_CHECK_SECONDS", "1");
    environment.put("LSML_KEEP_VERSIONS", "3");
    environment.put("LSML_MAX_BODY_BYTES", "5000000000");
    environment.put("LSML_ALLOW_HOSTS", "Files.Internal, 10.1.0.0/16,,::1");
    environment.put("LOCAL_FILES_DOCUMENT_ROOT", "/data/files");
    environment.put("LOG_LEVEL", "debug");

    Settings settings = Settings.of(environment);

    assertThat(settings)
        .isEqualTo(
            new Settings(
                8080,
                URI.create("gs://bucket/some/prefix"),
                URI.create("https://ls.example.com/label-studio"),
                "key",
                new Settings.BasicAuth("me", " pass: word "),
                "hook",
                0,
                Duration.ofSeconds(30),
                "projects/p/locations/l/jobs/j",
                Duration.ofSeconds(1),
                3,
                5_000_000_000L,
                List.of("files.internal", "10.1.0.0/16", "::1"),
                Path.of("/data/files").toAbsolutePath(),
                System.Logger.Level.DEBUG,
                environment));
  }

  @Test
  void aJobWaitsForQuietForTenMinutesAtMost() {
    Map<String, String> environment = new HashMap<>();
    environment.put("LSML_TRAINING_JOB", "projects/p/locations/l/jobs/j");
    environment.put("LSML_TRAIN_QUIET_SECONDS", "600");
    assertThat(Settings.of(environment).trainQuiet()).isEqualTo(Duration.ofMinutes(10));

    environment.put("LSML_TRAIN_QUIET_SECONDS", "601");
    assertThatThrownBy(() -> Settings.of(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "LSML_TRAIN_QUIET_SECONDS is 601, but the job of LSML_TRAINING_JOB waits for quiet"
                + " itself, and is paid for while it does; choose at most 600, or 0 to train by"
                + " number alone.");
    environment.remove("LSML_TRAINING_JOB");
    assertThat(Settings.of(environment).trainQuiet()).isEqualTo(Duration.ofSeconds(601));
  }

  @Test
  void aBlankValueCountsAsNotSet() {
    Settings settings =
        Settings.of(
            Map.of(
                "PORT", "",
                "LSML_STORE", " ",
                "LABEL_STUDIO_URL", "",
                "LABEL_STUDIO_API_KEY", "",
                "BASIC_AUTH_USER", "",
                "BASIC_AUTH_PASS", "",
                "LOG_LEVEL", ""));

    assertThat(settings.port()).isEqualTo(9090);
    assertThat(settings.labelStudioUrl()).isNull();
    assertThat(settings.labelStudioApiKey()).isNull();
    assertThat(settings.basicAuth()).isNull();
  }

  @Test
  void aFolderCanBeNamedTheWayThePythonSdkDoes() {
    Path folder = Path.of("data", "models").toAbsolutePath();

    assertThat(store("MODEL_DIR", "data/models")).isEqualTo(folder);
    assertThat(store("LSML_STORE", "file:data/models")).isEqualTo(folder);
    assertThat(store("LSML_STORE", folder.toUri().toString())).isEqualTo(folder);
    assertThat(store("LSML_STORE", "file:./data/other/../models")).isEqualTo(folder);
    assertThat(Settings.of(Map.of("MODEL_DIR", "data/models", "LSML_STORE", "file:data/models")))
        .isNotNull();
  }

  @Test
  void theOlderNamesOfLabelStudiosSettingsStandInForTheNewer() {
    Map<String, String> old =
        Map.of("LABEL_STUDIO_HOST", "http://old:8080/", "LABEL_STUDIO_ACCESS_TOKEN", "old-key");
    Map<String, String> both = new HashMap<>(old);
    both.put("LABEL_STUDIO_URL", "http://new:8080");
    both.put("LABEL_STUDIO_API_KEY", "new-key");

    assertThat(Settings.of(old).labelStudioUrl()).hasToString("http://old:8080");
    assertThat(Settings.of(old).labelStudioApiKey()).isEqualTo("old-key");
    assertThat(Settings.of(both).labelStudioUrl()).hasToString("http://new:8080");
    assertThat(Settings.of(both).labelStudioApiKey()).isEqualTo("new-key");
  }

  @ParameterizedTest
  @CsvSource({
    "TRACE,TRACE",
    "debug,DEBUG",
    "Info,INFO",
    "warn,WARNING",
    "WARNING,WARNING",
    "error,ERROR",
    "CRITICAL,ERROR",
    "off,OFF"
  })
  void levelsOfPythonAndOfJavaAreUnderstood(String value, System.Logger.Level level) {
    assertThat(Settings.of(Map.of("LOG_LEVEL", value)).logLevel()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({
    "LSML_STROE,LSML_STORE",
    "LSML_TRAIN_EVRY,LSML_TRAIN_EVERY",
    "LSML_TRAIN_QUIET,LSML_TRAIN_QUIET_SECONDS",
    "LSML_ALLOWED_HOSTS,LSML_ALLOW_HOSTS",
    "LSML_MAX_BODY,LSML_MAX_BODY_BYTES"
  })
  void anUnknownNameIsRefusedWithTheNearestKnownOne(String wrong, String nearest) {
    assertThat(problems(Map.of(wrong, "x")))
        .containsExactly(wrong + " is not a setting; the nearest is " + nearest + ".");
  }

  @Test
  void whatKubernetesSetsForAServiceOfOurNameIsNotAMistake() {
    Map<String, String> links =
        Map.of(
            "LSML_SERVICE_HOST", "10.0.0.1",
            "LSML_SERVICE_PORT", "9090",
            "LSML_SERVICE_PORT_HTTP", "9090",
            "LSML_PORT", "tcp://10.0.0.1:9090",
            "LSML_PORT_9090_TCP", "tcp://10.0.0.1:9090",
            "LSML_PORT_9090_TCP_ADDR", "10.0.0.1",
            "LSML_REVIEWS_SERVICE_HOST", "10.0.0.2");

    assertThat(Settings.of(links).port()).isEqualTo(9090);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PORT|http|PORT is 'http'; expected a whole number from 0 to 65535, such as 9090.",
        "PORT|65536|PORT is '65536'; expected a whole number from 0 to 65535, such as 9090.",
        "LSML_TRAIN_EVERY|-1|LSML_TRAIN_EVERY is '-1'; expected a whole number of at least 0, such"
            + " as 10.",
        "LSML_KEEP_VERSIONS|0|LSML_KEEP_VERSIONS is '0'; expected a whole number of at least 1,"
            + " such as 10.",
        "LSML_MAX_BODY_BYTES|10MB|LSML_MAX_BODY_BYTES is '10MB'; expected a whole number of at"
            + " least 1, such as 268435456.",
        "LSML_VERSION_CHECK_SECONDS|5s|LSML_VERSION_CHECK_SECONDS is '5s'; expected a whole number"
            + " from 0 to 604800, such as 5.",
        "LSML_STORE|/data/models|LSML_STORE is '/data/models'; expected file:FOLDER,"
            + " gs://BUCKET/PREFIX or s3://BUCKET/PREFIX.",
        "LSML_STORE|gs:bucket|LSML_STORE is 'gs:bucket'; expected file:FOLDER, gs://BUCKET/PREFIX"
            + " or s3://BUCKET/PREFIX.",
        "LSML_STORE|file:|LSML_STORE is 'file:'; expected a folder.",
        "LSML_ALLOW_HOSTS|http://a|LSML_ALLOW_HOSTS holds 'http://a'; expected host names,"
            + " addresses or CIDR ranges separated by commas, such as files.internal,10.1.0.0/16.",
        "LOG_LEVEL|loud|LOG_LEVEL is 'loud'; expected TRACE, DEBUG, INFO, WARNING, ERROR or OFF.",
        "LABEL_STUDIO_URL|localhost:8080|LABEL_STUDIO_URL is not Label Studio's address; expected"
            + " http://HOST:PORT or https://HOST/PATH, without user name and query.",
        "LABEL_STUDIO_HOST|ls.example.com|LABEL_STUDIO_HOST is not Label Studio's address; expected"
            + " http://HOST:PORT or https://HOST/PATH, without user name and query.",
        "BASIC_AUTH_USER|me|BASIC_AUTH_USER is set without BASIC_AUTH_PASS; set both, or neither to"
            + " let every caller in.",
        "BASIC_AUTH_PASS|p|BASIC_AUTH_PASS is set without BASIC_AUTH_USER; set both, or neither to"
            + " let every caller in."
      })
  void aValueThatCannotBeUsedIsRefusedWithWhatIsExpected(
      String name, String value, String problem) {
    assertThat(problems(Map.of(name, value))).containsExactly(problem);
  }

  @Test
  void twoDifferentStoresAreRefused() {
    assertThat(problems(Map.of("MODEL_DIR", "models", "LSML_STORE", "gs://bucket/x")))
        .containsExactly(
            "LSML_STORE is gs://bucket/x and MODEL_DIR is models, two different places; set only"
                + " one of them.");
  }

  @Test
  void aColonInTheUserNameIsRefused() {
    assertThat(problems(Map.of("BASIC_AUTH_USER", "a:b", "BASIC_AUTH_PASS", "s3cret")))
        .containsExactly(
            "BASIC_AUTH_USER holds a colon; basic auth has no way to send one in a name.");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    SettingsException refused =
        refused(Map.of("LSML_STOR", "x", "LSML_TRAIN_EVRY", "y", "PORT", "z", "LOG_LEVEL", "loud"));

    assertThat(refused.problems()).hasSize(4);
    assertThat(refused).hasMessage(String.join(System.lineSeparator(), refused.problems()));
  }

  @Test
  void noSecretIsPrinted() {
    Map<String, String> environment =
        Map.of(
            "LABEL_STUDIO_API_KEY", "s3cret-key",
            "BASIC_AUTH_USER", "me",
            "BASIC_AUTH_PASS", "s3cret-pass",
            "LSML_WEBHOOK_SECRET", "s3cret-hook",
            "AWS_SECRET_ACCESS_KEY", "s3cret-aws");
    Map<String, String> wrong = new HashMap<>(environment);
    wrong.put("LABEL_STUDIO_URL", "http://me:s3cret-url@host");
    wrong.put("BASIC_AUTH_USER", "");

    Settings settings = Settings.of(environment);

    assertThat(settings.toString()).doesNotContain("s3cret").contains("labelStudioApiKey=set");
    assertThat(settings.basicAuth().toString()).doesNotContain("s3cret");
    assertThat(settings.redacted("key s3cret-key, s3cret-pass and s3cret-hook"))
        .isEqualTo("key ***, *** and ***");
    assertThat(problems(wrong)).hasSize(2).allSatisfy(p -> assertThat(p).doesNotContain("s3cret"));
  }

  private static Path store(String name, String value) {
    return Path.of(Settings.of(Map.of(name, value)).store());
  }

  private static List<String> problems(Map<String, String> environment) {
    return refused(environment).problems();
  }

  private static SettingsException refused(Map<String, String> environment) {
    return catchThrowableOfType(SettingsException.class, () -> Settings.of(environment));
  }
}
