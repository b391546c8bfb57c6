// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.labelstudio.ApiKey;
import dev.lsml.core.labelstudio.BaseUrl;
import dev.lsml.core.labelstudio.ClientOptions;
import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.core.labelstudio.ManualTime;
import dev.lsml.core.labelstudio.Tokens;
import dev.lsml.core.protocol.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of protocol §5.4. */
final class LocatorTest {
  private static final String LS = "http://ls.example:8080/studio";
  private static final Task TASK = FilesFixture.task(12, 3);

  @TempDir Path folder;
  private Path uploads;
  private Path local;

  @BeforeEach
  void mount() throws Exception {
    uploads = Files.createDirectories(folder.resolve("upload"));
    local = Files.createDirectories(folder.resolve("local"));
    Files.createDirectories(uploads.resolve("3"));
    Files.writeString(uploads.resolve("3/0123abcd-my pic.png"), "uploaded");
    Files.createDirectories(local.resolve("dir"));
    Files.writeString(local.resolve("dir/a+b ü.txt"), "local");
    Files.writeString(folder.resolve("secret.txt"), "secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://h.example/a/b.PNG?X-Sig=1 | https://h.example/a/b.PNG?X-Sig=1 | .png",
        "' https://h.example/a' | https://h.example/a | ''",
        "https://h.example/a.b/c | https://h.example/a.b/c | ''",
        "https://h.example/a?x=y.png | https://h.example/a?x=y.png | ''",
        "/data/upload/3/ab-x%20y.jpg | " + LS + "/data/upload/3/ab-x%20y.jpg | .jpg",
        "/data/upload/3/ab-x y.jpg?a=1 | " + LS + "/data/upload/3/ab-x%20y.jpg | .jpg",
        "upload/3/ab-ü.jpg | " + LS + "/data/upload/3/ab-%C3%BC.jpg | .jpg",
        "data/upload/3/x.jpg | " + LS + "/data/upload/3/x.jpg | .jpg",
        "/label-studio/data/upload/3/x.jpg | " + LS + "/data/upload/3/x.jpg | .jpg",
        LS + "/data/upload/3/x.jpg | " + LS + "/data/upload/3/x.jpg | .jpg",
        "/data/local-files/?d=dir/x+y%2B.wav | "
            + LS
            + "/data/local-files/?d=dir%2Fx%20y%2B.wav | .wav",
        "/data/local-files?d=x.wav | " + LS + "/data/local-files/?d=x.wav | .wav",
        "/studio/data/local-files/?a=b&d=x.wav | " + LS + "/data/local-files/?d=x.wav | .wav",
        "s3://b/k/x.png | " + LS + "/tasks/12/presign/?fileuri=czM6Ly9iL2sveC5wbmc%3D | .png",
        "gs://b/k?.png | " + LS + "/tasks/12/presign/?fileuri=Z3M6Ly9iL2s_LnBuZw%3D%3D | ''",
        "azure-blob://c/k.png | "
            + LS
            + "/tasks/12/presign/?fileuri=YXp1cmUtYmxvYjovL2Mvay5wbmc%3D | .png",
      })
  void aValueIsReadAsTheProtocolSays(String value, String address, String extension)
      throws Exception {
    Location.Remote remote = (Location.Remote) locator(true, false).locate(TASK, value);

    assertThat(remote.addresses().get(0)).hasToString(address);
    assertThat(remote.extension()).isEqualTo(extension);
  }

  @Test
  void anUploadedFileHasTwoAddressesSinceVersionsDiffer() throws Exception {
    Location.Remote remote =
        (Location.Remote) locator(true, false).locate(TASK, "/data/upload/3/x y.jpg");

    assertThat(remote.addresses())
        .extracting(WebAddress::toString)
        .containsExactly(
            LS + "/data/upload/3/x%20y.jpg",
            LS + "/storage-data/uploaded/?filepath=upload%2F3%2Fx%20y.jpg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/data/upload/3/0123abcd-my%20pic.png",
        "upload/3/0123abcd-my pic.png",
        LS + "/data/upload/3/0123abcd-my%20pic.png",
        "/data/local-files/?d=dir/a%2Bb%20%C3%BC.txt",
        "/data/local-files/?d=dir/a%2Bb+ü.txt",
        "/data/local-files/?d=dir//a%2Bb+ü.txt",
      })
  void aMountedFileIsReadInPlace(String value) throws Exception {
    Location.Local file = (Location.Local) locator(true, true).locate(TASK, value);

    assertThat(file.path()).content().isIn("uploaded", "local");
  }

  @Test
  void aPathBelowTheRootThatWasSetIsReadInPlace() throws Exception {
    Location found = locator(false, true).locate(TASK, local + "/dir/a+b ü.txt");

    assertThat(((Location.Local) found).path()).hasContent("local");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/data/local-files/?d=../secret.txt",
        "/data/local-files/?d=dir/../../secret.txt",
        "/data/local-files/?d=%2e%2e/secret.txt",
        "/data/local-files/?d=..%2fsecret.txt",
        "/data/local-files/?d=..%5csecret.txt",
        "/data/local-files/?d=/etc/passwd",
        "/data/local-files/?d=",
        "/data/local-files/?d=a%00.txt",
        "/data/local-files/?d=escape/secret.txt",
        "/data/local-files/?d=link.txt",
        "/data/upload/../secret.txt",
        "/data/upload/3/../../secret.txt",
        "/data/upload/%2e%2e/secret.txt",
        "upload/../secret.txt",
        "upload//etc/passwd",
        "{root}/../secret.txt",
        "{root}/dir/../../secret.txt",
      })
  void aPathThatLeadsOutOfItsFolderIsRefused(String value) throws Exception {
    Files.createSymbolicLink(local.resolve("escape"), folder);
    Files.createSymbolicLink(local.resolve("link.txt"), folder.resolve("secret.txt"));

    assertThatThrownBy(
            () -> locator(true, true).locate(TASK, value.replace("{root}", local.toString())))
        .isInstanceOf(FileFailure.class)
        .hasMessageContaining("leads out of the folder");
  }

  @Test
  void aLinkThatStaysInsideIsFollowed() throws Exception {
    Files.createSymbolicLink(local.resolve("inside.txt"), local.resolve("dir/a+b ü.txt"));

    Location found = locator(true, true).locate(TASK, "/data/local-files/?d=inside.txt");

    assertThat(((Location.Local) found).path()).hasContent("local");
  }

  @Test
  void aRootThatIsItselfBehindALinkWorks() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("mount"), local);
    local = link;

    Location found = locator(true, true).locate(TASK, "/data/local-files/?d=dir/a%2Bb+ü.txt");

    assertThat(((Location.Local) found).path()).hasContent("local");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "dir/a.txt",
        "a.txt",
        "",
        "hello world",
        "file:///etc/passwd",
        "c:"
      })
  void anythingElseIsNotAFile(String value) {
    assertThatThrownBy(() -> locator(true, false).locate(TASK, value))
        .isInstanceOf(FileFailure.class)
        .hasMessageContaining("neither a web address, nor a file that Label Studio keeps");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/data/upload/1/x.png", "/data/local-files/?d=x", "s3://b/k"})
  void aFileOfLabelStudioNeedsItsAddressAndKey(String value) {
    FilesFixture fixture = new FilesFixture(folder.resolve("cache"));

    assertThatThrownBy(() -> fixture.files().file(TASK, value))
        .isInstanceOf(TaskFileException.class)
        .hasMessageContaining("failed at asking Label Studio")
        .hasMessageContaining("Set LABEL_STUDIO_URL and LABEL_STUDIO_API_KEY");
  }

  @Test
  void aBucketObjectNeedsATaskId() {
    assertThatThrownBy(() -> locator(true, false).locate(Task.of(Map.of()), "s3://b/k"))
        .isInstanceOf(FileFailure.class)
        .hasMessageContaining("this task has none");
  }

  @Test
  void storedFilesOfOneProjectAreNotSharedWithAnother() throws Exception {
    for (String value : List.of("s3://b/k.png", "/data/local-files/?d=x.wav")) {
      assertThat(key(FilesFixture.task(12, 3), value))
          .isEqualTo(key(FilesFixture.task(13, 3), value))
          .isNotEqualTo(key(FilesFixture.task(12, 4), value));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'data:image/png;base64,aGVsbG8=', hello, .png",
    "'data:image/jpeg;base64,aGVs bG8%3D', hello, .jpg",
    "'data:text/plain,h%65llo', hello, .txt",
    "'data:text/plain;charset=utf-8,h%C3%A4llo+', hällo+, .txt",
    "'data:text/plain,hällo', hällo, .txt",
    "'data:,hello', hello, ''",
    "'DATA:application/x-evil;base64,aGVsbG8=', hello, ''",
  })
  void aDataAddressHoldsItsContent(String value, String content, String extension)
      throws Exception {
    Location.Inline inline = (Location.Inline) locator(false, false).locate(TASK, value);

    assertThat(inline.content()).asString().isEqualTo(content);
    assertThat(inline.extension()).isEqualTo(extension);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"data:image/png;base64", "data:;base64,a===", "data:;base64,ä", "data:,%4"})
  void aBrokenDataAddressIsRefused(String value) {
    assertThatThrownBy(() -> locator(false, false).locate(TASK, value))
        .isInstanceOf(FileFailure.class)
        .hasMessageContaining("the data address is broken");
  }

  @Test
  void aDataAddressIsBoundedToo() {
    assertThatThrownBy(
            () -> locator(false, false).locate(TASK, "data:text/plain," + "x".repeat(1 << 21)))
        .isInstanceOf(FileFailure.class)
        .hasMessageContaining("larger than 1048576 bytes");
  }

  private String key(Task task, String value) throws Exception {
    return ((Location.Remote) locator(true, false).locate(task, value)).cacheKey();
  }

  private Locator locator(boolean labelStudio, boolean mounted) {
    return new Locator(
        new TaskFilesOptions(
            folder.resolve("cache"),
            labelStudio
                ? new LabelStudioClient(
                        new BaseUrl(LS),
                        ApiKey.of(Tokens.LEGACY),
                        ClientOptions.defaults(new ManualTime()))
                    .credentials()
                : null,
            AllowedHosts.NONE,
            mounted ? uploads : null,
            mounted ? local : null,
            new FileLimits(
                1 << 20,
                1 << 20,
                java.time.Duration.ofSeconds(1),
                java.time.Duration.ofSeconds(1),
                java.time.Duration.ofSeconds(1))));
  }
}
