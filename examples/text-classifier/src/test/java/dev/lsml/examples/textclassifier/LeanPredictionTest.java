// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.model.AnnotatedTask;
import dev.lsml.core.protocol.Prediction;
import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A first prediction must not wait for classes that only training needs. */
class LeanPredictionTest {
  private static final String CONFIG =
      "<View><Text name='t' value='$text'/><Choices name='c' toName='t'>"
          + "<Choice value='Positive'/><Choice value='Negative'/></Choices></View>";

  @TempDir Path folder;

  @Test
  void predictingNeedsNeitherTheLearningLibraryNorTheTrainer() throws Exception {
    Run run = new Run(folder, CONFIG);
    List<AnnotatedTask> tasks = new ArrayList<>();
    for (Reviews.Review review : Reviews.generate(60, 1)) {
      tasks.add(
          Run.annotated(Map.of("text", review.text()), Map.of("c", List.of(review.sentiment()))));
    }
    run.fit(tasks);
    String text = "What a dreadful hotel! Never again.";
    String expected = answer(folder, run.weights().getParent(), text);
    assertThat(expected).startsWith("{choices=[Negative]} 0.");

    try (URLClassLoader lean = new Lean(classPath())) {
      assertThatThrownBy(() -> lean.loadClass("de.bwaldvogel.liblinear.Linear"))
          .isInstanceOf(ClassNotFoundException.class)
          .hasMessageContaining("de.bwaldvogel.liblinear.Linear");
      assertThatThrownBy(() -> lean.loadClass(Trainer.class.getName()))
          .isInstanceOf(ClassNotFoundException.class)
          .hasMessageContaining("Trainer");
      Method answer =
          lean.loadClass(LeanPredictionTest.class.getName())
              .getDeclaredMethod("answer", Path.class, Path.class, String.class);
      answer.setAccessible(true);
      assertThat(answer.invoke(null, folder, run.weights().getParent(), text)).isEqualTo(expected);
    }
  }

  /** Runs in both class loaders, so it takes and gives JDK types only. */
  static String answer(Path folder, Path files, String text) throws Exception {
    Prediction prediction = new Run(folder, CONFIG).files(files).predict(Map.of("text", text));
    return prediction.result().get(0).value() + " " + prediction.score();
  }

  private static URL[] classPath() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!new File(entry).getName().startsWith("liblinear")) {
        urls.add(new File(entry).toURI().toURL());
      }
    }
    return urls.toArray(new URL[0]);
  }

  /** Everything on the class path but the library and the class that uses it. */
  private static final class Lean extends URLClassLoader {
    Lean(URL[] urls) {
      super(urls, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.equals(Trainer.class.getName())) {
        throw new ClassNotFoundException(name);
      }
      return super.findClass(name);
    }
  }
}
