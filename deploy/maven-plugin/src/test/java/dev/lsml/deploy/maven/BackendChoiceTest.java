// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackendChoiceTest {
  private static final Path ROOT = Path.of("clone").toAbsolutePath();
  private static final Path TEXT = ROOT.resolve("examples").resolve("text");
  private static final Path IMAGE = ROOT.resolve("examples").resolve("image");
  private static final List<Path> ALL = List.of(TEXT, IMAGE);

  @Test
  void theFolderThatIsNamedIsMeantAndNoOther() {
    assertThat(BackendChoice.isMeant("examples/text", ROOT, TEXT, ALL)).isTrue();
    assertThat(BackendChoice.isMeant("./examples/text/", ROOT, TEXT, ALL)).isTrue();
    assertThat(BackendChoice.isMeant("examples/text", ROOT, IMAGE, ALL)).isFalse();
  }

  @Test
  void aProjectOfItsOwnIsMeantWithoutAName() {
    assertThat(BackendChoice.isMeant(null, ROOT, ROOT, List.of(ROOT))).isTrue();
  }

  @Test
  void withoutANameTheOnlyBackendOfABuildIsMeant() {
    assertThat(BackendChoice.isMeant(null, ROOT, TEXT, List.of(TEXT))).isTrue();
    assertThat(BackendChoice.isMeant(null, ROOT, IMAGE, List.of(TEXT))).isFalse();
  }

  @Test
  void ofSeveralBackendsOneHasToBeNamed() {
    assertThatThrownBy(() -> BackendChoice.isMeant(null, ROOT, TEXT, ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There are several backends. Choose one with -Dlsml.backend= out of: examples/text,"
                + " examples/image");
  }

  @Test
  void anUnknownNameIsRefusedWithTheNamesThereAre() {
    assertThatThrownBy(() -> BackendChoice.isMeant("examples/txt", ROOT, TEXT, ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There is no backend examples/txt. Choose one with -Dlsml.backend= out of:"
                + " examples/text, examples/image");
  }
}
