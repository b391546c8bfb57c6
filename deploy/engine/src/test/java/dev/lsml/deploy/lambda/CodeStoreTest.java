// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.DeployException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

class CodeStoreTest {
  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private FakeBucket bucket;
  private S3Client s3;
  private CodeStore store;
  private FunctionZip zip;

  @BeforeEach
  void start() throws Exception {
    bucket = new FakeBucket();
    s3 = bucket.client();
    store = new CodeStore(s3, "state", FakeBucket.OWNER, said::add);
    zip =
        FunctionZip.write(
            ZipContents.of(List.of(SomeJars.ofSize(folder, "model.jar", 1_200_000))),
            folder.resolve("function.zip"));
  }

  @AfterEach
  void stop() {
    s3.close();
    bucket.close();
  }

  @Test
  void aZipIsUploadedOnceUnderItsDigest() throws Exception {
    String first = store.put(zip);
    String second = store.put(zip);

    assertThat(first).isEqualTo("s3://state/code/" + zip.sha256() + ".zip");
    assertThat(second).isEqualTo(first);
    assertThat(bucket.writes).containsExactly("/state/code/" + zip.sha256() + ".zip");
    assertThat(bucket.objects.values()).containsExactly(Files.readAllBytes(zip.file()));
    assertThat(said)
        .containsExactly("Package: uploading 1.2 MB", "Package: the zip is in the bucket already");
  }

  @Test
  void whoeverUploadsTheSameMeanwhileIsNoTrouble() throws Exception {
    byte[] bytes = Files.readAllBytes(zip.file());
    bucket.beforeWrite = () -> bucket.objects.put("/state/code/" + zip.sha256() + ".zip", bytes);

    assertThat(store.put(zip)).isEqualTo("s3://state/code/" + zip.sha256() + ".zip");

    assertThat(bucket.writes).isEmpty();
  }

  @Test
  void bytesThatChangedOnTheWayAreRefusedAndNothingIsThere() throws Exception {
    Files.write(zip.file(), new byte[1_200_000]);

    assertThatThrownBy(() -> store.put(zip))
        .isInstanceOf(DeployException.class)
        .hasMessageStartingWith(
            "The zip cannot be put at s3://state/code/"
                + zip.sha256()
                + ".zip: S3 answered 400"
                + " BadDigest. ");
    assertThat(bucket.objects).isEmpty();
  }

  @Test
  void aBucketOfSomebodyElseGetsNothing() {
    CodeStore other = new CodeStore(s3, "state", "210987654321", said::add);

    assertThatThrownBy(() -> other.put(zip))
        .isInstanceOf(DeployException.class)
        .hasMessageContaining("S3 answered 403");
    assertThat(bucket.objects).isEmpty();
  }

  @Test
  void aBucketThatRefusesIsNamedWithWhatToDo() {
    bucket.refuses = true;

    assertThatThrownBy(() -> store.put(zip))
        .isInstanceOf(DeployException.class)
        .hasMessageContaining("The zip cannot be put at s3://state/code/")
        .hasMessageContaining("S3 answered 403")
        .hasMessageEndingWith(
            "Check that the bucket is there, that the credentials may write to it, and that this"
                + " machine reaches it; then run the same command again");
  }
}
