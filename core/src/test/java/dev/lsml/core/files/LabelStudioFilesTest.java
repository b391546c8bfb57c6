// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import static dev.lsml.core.files.FilesFixture.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.files.TaskFileException.Step;
import dev.lsml.core.labelstudio.ApiKey;
import dev.lsml.core.labelstudio.BaseUrl;
import dev.lsml.core.labelstudio.ClientOptions;
import dev.lsml.core.labelstudio.Credentials;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.labelstudio.LoopbackServer;
import dev.lsml.core.labelstudio.LoopbackServer.Answer;
import dev.lsml.core.labelstudio.ManualTime;
import dev.lsml.core.labelstudio.Tokens;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that Label Studio keeps, and where its key goes. */
final class LabelStudioFilesTest {
  private static final String KEY = "Token " + Tokens.LEGACY;

  @TempDir Path folder;

  @Test
  void anUploadedFileIsFetchedWithTheKeyFromAPrivateLabelStudio() {
    try (LoopbackServer server = new LoopbackServer(request -> Answer.text("uploaded"))) {
      assertThat(files(server, "/studio").bytes(TASK, "/data/upload/3/a b.txt"))
          .asString()
          .isEqualTo("uploaded");

      assertThat(server.seen()).hasSize(1);
      assertThat(server.seen().get(0).target()).isEqualTo("/studio/data/upload/3/a%20b.txt");
      assertThat(server.seen().get(0).authorization()).isEqualTo(KEY);
    }
  }

  @Test
  void anUploadedFileIsLookedForAtItsOtherAddressToo() {
    try (LoopbackServer server =
        new LoopbackServer(
            request ->
                request.path().equals("/storage-data/uploaded/")
                    ? Answer.text("uploaded")
                    : Answer.status(404))) {
      assertThat(files(server, "").bytes(TASK, "/data/upload/3/a.txt"))
          .asString()
          .isEqualTo("uploaded");
      assertThat(server.seen()).hasSize(2);
      assertThat(server.seen().get(1).authorization()).isEqualTo(KEY);
    }
  }

  @Test
  void aFileThatLabelStudioDoesNotHandOutNamesBothAnswersAndTheRemedy() {
    try (LoopbackServer server =
        new LoopbackServer(
            request -> Answer.status(request.path().startsWith("/data") ? 500 : 403))) {
      assertThatThrownBy(() -> files(server, "").bytes(TASK, "/data/upload/3/a.txt"))
          .isInstanceOf(TaskFileException.class)
          .hasMessage(
              "cannot get '/data/upload/3/a.txt' of task 12, failed at downloading: "
                  + server.url()
                  + " answered 500, "
                  + server.url()
                  + " answered 403. Check in Label Studio that the file is still there and that"
                  + " the key's user may see it");
    }
  }

  @Test
  void aSignedAddressIsFetchedWithoutTheKey() {
    try (LoopbackServer bucket = new LoopbackServer(request -> Answer.text("object"));
        LoopbackServer server =
            new LoopbackServer(
                request -> Answer.redirect(303, bucket.url() + "/b/k.png?X-Signature=abc"))) {
      FilesFixture fixture = fixture(server, "").allow("127.0.0.1");

      assertThat(fixture.files().bytes(TASK, "s3://b/k.png")).asString().isEqualTo("object");

      assertThat(server.seen().get(0).target())
          .isEqualTo("/tasks/12/presign/?fileuri=czM6Ly9iL2sucG5n");
      assertThat(server.seen().get(0).authorization()).isEqualTo(KEY);
      assertThat(bucket.seen()).hasSize(1);
      assertThat(bucket.seen().get(0).authorization()).isNull();
      assertThat(bucket.seen().get(0).target()).isEqualTo("/b/k.png?X-Signature=abc");
    }
  }

  @Test
  void aBucketInAPrivateNetworkNeedsToBeAllowed() {
    try (LoopbackServer bucket = new LoopbackServer(request -> Answer.text("object"));
        LoopbackServer server =
            new LoopbackServer(request -> Answer.redirect(303, bucket.url() + "/b/k.png"))) {
      assertThatThrownBy(() -> files(server, "").bytes(TASK, "s3://b/k.png"))
          .isInstanceOfSatisfying(
              TaskFileException.class, e -> assertThat(e.step()).isEqualTo(Step.CHECK_ADDRESS))
          .hasMessageContaining("add the host to LSML_ALLOW_HOSTS");
      assertThat(bucket.seen()).isEmpty();
    }
  }

  @Test
  void anObjectThatChangesItsSignedAddressIsFetchedOnce() {
    AtomicInteger signatures = new AtomicInteger();
    try (LoopbackServer server =
        new LoopbackServer(
            request ->
                request.path().startsWith("/tasks")
                    ? Answer.redirect(303, "/b/k?sig=" + signatures.incrementAndGet())
                    : Answer.text("object"))) {
      TaskFiles files = files(server, "");

      assertThat(files.file(TASK, "gs://b/k")).isEqualTo(files.file(TASK, "gs://b/k"));
      assertThat(signatures).hasValue(1);
    }
  }

  @Test
  void theKeyIsNeverSentToAnotherHost() {
    try (LoopbackServer other = new LoopbackServer(request -> Answer.text("x"));
        LoopbackServer server =
            new LoopbackServer(request -> Answer.redirect(302, other.url() + "/stolen"))) {
      FilesFixture fixture = fixture(server, "").allow("127.0.0.1 localhost");
      fixture.resolve("127.0.0.1");
      TaskFiles files = fixture.files();

      files.bytes(TASK, other.url() + "/data/upload/1/direct.png");
      files.bytes(TASK, "/data/upload/3/redirected.png");
      files.bytes(TASK, server.url() + "/data/x");
      files.bytes(TASK, "/data/local-files/?d=redirected");
      files.bytes(TASK, "s3://b/redirected");
      // The same server under another name is another host.
      files.bytes(TASK, "http://localhost:" + server.port() + "/data/x");

      assertThat(other.seen()).hasSize(6);
      assertThat(other.seen())
          .allSatisfy(
              seen -> {
                assertThat(seen.authorization()).isNull();
                assertThat(seen.headers().toString() + seen.target() + seen.body())
                    .doesNotContain(Tokens.LEGACY);
              });
      assertThat(server.seen())
          .filteredOn(seen -> seen.headers().get("Host").get(0).startsWith("localhost"))
          .hasSize(1)
          .allSatisfy(seen -> assertThat(seen.authorization()).isNull());
    }
  }

  @Test
  void aChainThatLeftLabelStudioAndComesBackGetsNoKey() {
    LoopbackServer[] servers = new LoopbackServer[2];
    try (LoopbackServer server =
            new LoopbackServer(
                request ->
                    request.path().equals("/data/upload/3/a")
                        ? Answer.redirect(302, servers[1].url())
                        : Answer.text("back"));
        LoopbackServer other =
            new LoopbackServer(
                request -> Answer.redirect(302, server.url() + "/data/upload/4/b"))) {
      servers[1] = other;
      FilesFixture fixture = fixture(server, "").allow("127.0.0.1");

      fixture.files().bytes(TASK, "/data/upload/3/a");

      assertThat(server.seen()).hasSize(2);
      assertThat(server.seen().get(0).authorization()).isEqualTo(KEY);
      assertThat(server.seen().get(1).authorization()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/projects/1/export",
        "/api/token/",
        "/user/account",
        "/data/../api/projects/1/export",
        "/data/%2e%2e/api/projects/1/export",
        "/data/..%2fapi/projects/1/export",
        "/data/..%5capi/projects/1/export",
        "/data/./../api/x",
        "/tasks/1/",
        "/tasks/1/presign/../../../api/x",
        "/projects/1/settings",
        "/database/x",
        "/",
      })
  void aTaskCannotHaveOtherPartsOfLabelStudioOpenedWithTheKey(String path) {
    try (LoopbackServer server = new LoopbackServer(request -> Answer.text("public"))) {
      files(server, "").bytes(TASK, server.url() + path);

      assertThat(server.seen()).hasSize(1);
      assertThat(server.seen().get(0).authorization()).isNull();
    }
  }

  @Test
  void anAccessTokenThatRanOutIsRenewedForAFileToo() {
    AtomicInteger exchanges = new AtomicInteger();
    ManualTime clock = new ManualTime();
    long exp = clock.instant().getEpochSecond() + 300;
    try (LoopbackServer server =
        new LoopbackServer(
            request -> {
              if (request.path().equals("/api/token/refresh/")) {
                String token = Tokens.access(exp, "t" + exchanges.incrementAndGet());
                return Answer.json(200, "{\"access\":\"" + token + "\"}");
              }
              return request.authorization().endsWith(".t2")
                  ? Answer.text("renewed")
                  : Answer.status(401);
            })) {
      FilesFixture fixture = new FilesFixture(folder);
      fixture.credentials = credentials(server.url(), Tokens.PERSONAL);

      assertThat(fixture.files().bytes(TASK, "/data/upload/3/a.txt"))
          .asString()
          .isEqualTo("renewed");
      assertThat(server.seen()).hasSize(4);
    }
  }

  @Test
  void aRevokedTokenIsSaidInTheTasksError() {
    try (LoopbackServer server = new LoopbackServer(request -> Answer.status(401))) {
      FilesFixture fixture = new FilesFixture(folder);
      fixture.credentials = credentials(server.url(), Tokens.PERSONAL);

      assertThatThrownBy(() -> fixture.files().bytes(TASK, "/data/upload/3/a.txt"))
          .isInstanceOfSatisfying(
              TaskFileException.class, e -> assertThat(e.step()).isEqualTo(Step.LABEL_STUDIO))
          .hasMessageContaining("it refused the personal access token")
          .hasMessageContaining("Account & Settings > Personal Access Token");
    }
  }

  @Test
  void aMessageHoldsNeitherPasswordNorSignatureNorContent() {
    FilesFixture fixture = new FilesFixture(folder);
    for (String value :
        new String[] {
          "http://user:hunter2@h.example/x",
          "http://h.example/x?sig=hunter2",
          "data:hunter1;base64,hunter2%",
          "http://" + "u".repeat(200) + ":hunter2@h.example/x",
        }) {
      assertThatThrownBy(() -> fixture.files().bytes(TASK, value))
          .isInstanceOf(TaskFileException.class)
          .message()
          .doesNotContain("hunter2")
          .hasSizeLessThan(400);
    }
  }

  private TaskFiles files(LoopbackServer server, String path) {
    return fixture(server, path).files();
  }

  private FilesFixture fixture(LoopbackServer server, String path) {
    FilesFixture fixture = new FilesFixture(folder);
    fixture.credentials = credentials(server.url() + path, Tokens.LEGACY);
    return fixture;
  }

  private static Credentials credentials(String url, String key) {
    return new LabelStudioClient(
            new BaseUrl(url), ApiKey.of(key), ClientOptions.defaults(new ManualTime()))
        .credentials();
  }
}
