// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.image.ClassPathJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagingTest {
  private static final long LIMIT = 262_144_000;

  @TempDir private Path folder;

  @Test
  void whatFitsBecomesAZipUpToTheLastByte() throws IOException {
    assertThat(Packaging.choose(null, jars(10_200_000)))
        .isEqualTo(
            new Packaging.Choice(
                Packaging.ZIP,
                "zip, since 10.2 MB unzipped fit into the 262.1 MB that Lambda takes; it starts"
                    + " from a snapshot"));
    assertThat(Packaging.choose(" ", jars(LIMIT)).packaging()).isEqualTo(Packaging.ZIP);
  }

  @Test
  void whatDoesNotFitBecomesAnImageAndTheLargestPartsAreNamed() throws IOException {
    assertThat(Packaging.choose(null, jars(20_000_000, 240_000_000, 1, 2_144_000)))
        .isEqualTo(
            new Packaging.Choice(
                Packaging.IMAGE,
                "image, since 262.1 MB unzipped are over the 262.1 MB that Lambda takes as a zip"
                    + " (the largest are 2.jar 240.0 MB, 1.jar 20.0 MB, 4.jar 2.1 MB); an image"
                    + " does not start from a snapshot"));
  }

  @Test
  void whatIsAskedForIsMade() throws IOException {
    assertThat(Packaging.choose("image", jars(10_200_000)))
        .isEqualTo(
            new Packaging.Choice(
                Packaging.IMAGE,
                "image, as -Daws.packaging=image asks; a zip would do with 10.2 MB unzipped, and"
                    + " start from a snapshot"));
    assertThat(Packaging.choose("image", jars(LIMIT + 1)).reason())
        .isEqualTo("image, as -Daws.packaging=image asks");
    assertThat(Packaging.choose("zip", jars(10_200_000)))
        .isEqualTo(
            new Packaging.Choice(
                Packaging.ZIP, "zip, as -Daws.packaging=zip asks: 10.2 MB unzipped of 262.1 MB"));
  }

  @Test
  void aZipThatIsTooLargeIsRefusedWithItsLargestParts() throws IOException {
    ZipContents tooMuch = jars(300_000_000, 1_000_000);

    assertThatThrownBy(() -> Packaging.choose("zip", tooMuch))
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "The zip is too large for Lambda: it is 301.0 MB unzipped, and Lambda takes 262.1 MB;"
                + " the largest are 1.jar 300.0 MB, 2.jar 1.0 MB. Leave -Daws.packaging=zip out to"
                + " deploy an image, or take from the project what it does not need");
  }

  @Test
  void anythingElseIsNoPackaging() throws IOException {
    ZipContents contents = jars(1);

    assertThatThrownBy(() -> Packaging.choose("jar", contents))
        .isInstanceOf(DeployException.class)
        .hasMessage(
            "The package cannot be chosen: aws.packaging is 'jar'. Use zip or image, or leave it"
                + " out for whatever fits");
  }

  private ZipContents jars(long... sizes) throws IOException {
    List<ClassPathJar> jars = new ArrayList<>();
    for (long size : sizes) {
      jars.add(SomeJars.ofSize(folder, jars.size() + 1 + ".jar", size));
    }
    return ZipContents.of(jars);
  }
}
