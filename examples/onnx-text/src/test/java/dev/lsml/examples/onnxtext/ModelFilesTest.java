// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.onnxtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectKey;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFilesTest {
  @TempDir Path folder;
  private Path copies;

  @BeforeEach
  void makeFolder() throws Exception {
    copies = Files.createDirectory(folder.resolve("copies"));
  }

  @Test
  void filesComeFromTheFolderThatTheVariableNamesHoweverWritten() throws Exception {
    Path model = Files.createDirectory(folder.resolve("my model"));
    Files.writeString(model.resolve("classes.txt"), "A\nB\n");

    for (String name : new String[] {model.toString(), model.toUri().toString()}) {
      ModelFiles files = of(name, null);
      Path copy = files.copy("classes.txt", copies);
      assertThat(copy).hasContent("A\nB");
      assertThat(files.copy("vocabulary.txt", copies)).isNull();
      Files.delete(copy);
    }
  }

  @Test
  void filesComeFromABucketThroughWhateverKnowsItsScheme() throws Exception {
    TestBucket.at("test://bucket/models")
        .put(new ObjectKey("sentiment-2/classes.txt"), new byte[] {'A'}, Condition.absent());

    ModelFiles files = of("test://bucket/models", Map.of("model", "sentiment-2"));

    assertThat(files.copy("classes.txt", copies)).hasContent("A");
    assertThat(files.copy("model.onnx", copies)).isNull();
    assertThat(files).hasToString("test://bucket/models below sentiment-2/");
  }

  @Test
  void filesComeFromTheClassPathWhereTheVariableIsNotSet() throws Exception {
    Path model = Files.createDirectories(folder.resolve("jar/model"));
    Files.writeString(model.resolve("model.onnx"), "M");
    URL[] classPath = {folder.resolve("jar").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classPath, null)) {
      ModelFiles files = ModelFiles.of(Map.of("ONNX_MODEL", " "), null, loader);

      assertThat(files.copy("model.onnx", copies)).hasContent("M");
      assertThat(files.copy("classes.txt", copies)).isNull();
    }
  }

  @Test
  void withoutAnyModelTheMessageSaysWhereToPutOne() throws Exception {
    try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
      assertThatThrownBy(() -> ModelFiles.of(Map.of(), null, empty))
          .isInstanceOf(ModelException.class)
          .hasMessage(
              "No model is named: ONNX_MODEL is not set, and there is no model/model.onnx on the"
                  + " class path. Set ONNX_MODEL to the folder, gs://BUCKET/FOLDER or"
                  + " s3://BUCKET/FOLDER that holds model.onnx, or put the files into"
                  + " src/main/resources/model/.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../other", "/etc", "a//b", "gs://bucket", "C:\\models", "", "."})
  void theExtraParamsCannotLeadOutOfTheFolder(String name) {
    assertThatThrownBy(() -> of(folder.toString(), Map.of("model", name)))
        .hasMessage(
            "The extra params name no model: '"
                + name
                + "' is not a folder below the one of ONNX_MODEL. Write the folder's name, such as"
                + " {\"model\": \"sentiment-2\"}.");
  }

  @Test
  void anAddressThatNothingCanOpenIsRefused() {
    assertThatThrownBy(() -> of("ftp://host/model", null))
        .hasMessageContaining("nothing on the class path knows ftp://");
    assertThatThrownBy(() -> of("gs://not a bucket", null))
        .hasMessageContaining("ONNX_MODEL is not understood: it is 'gs://not a bucket'");
  }

  private static ModelFiles of(String place, Object extraParams) throws ModelException {
    return ModelFiles.of(
        Map.of(ModelFiles.VARIABLE, place), extraParams, ModelFilesTest.class.getClassLoader());
  }
}
