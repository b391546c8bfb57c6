// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.onnxtext;

import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.StoreProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Where the model's files are: in the folder or bucket that the environment variable {@value
 * #VARIABLE} names, else in {@code model/} on the class path. A project's extra params, {@code
 * {"model": "NAME"}}, choose a folder below that; not another place, since whoever manages a
 * project in Label Studio need not be trusted with this machine.
 */
final class ModelFiles {
  static final String VARIABLE = "ONNX_MODEL";
  static final String MODEL = "model.onnx";

  /** Beside the model where an exporter writes large weights into a file of their own. */
  static final String WEIGHTS = "model.onnx.data";

  static final String VOCABULARY = "vocabulary.txt";
  static final String CLASSES = "classes.txt";

  private static final String CLASS_PATH = "model/";

  private final Source source;
  private final String below;
  private final String name;

  private ModelFiles(Source source, String below, String place) {
    this.source = source;
    this.below = below;
    this.name = place + (below.isEmpty() ? "" : " below " + below);
  }

  /** A place that files can be copied from. */
  private interface Source {
    /** Copies a file; false when there is none. */
    boolean copy(String file, Path to) throws IOException;
  }

  /** Says in the log that there is no model, if there is none. */
  static void warnIfNone(Map<String, String> environment, ClassLoader loader) {
    if (isBlank(environment.get(VARIABLE)) && loader.getResource(CLASS_PATH + MODEL) == null) {
      System.getLogger(ModelFiles.class.getName())
          .log(System.Logger.Level.WARNING, "Predictions will fail. " + none().getMessage());
    }
  }

  /**
   * Finds the place.
   *
   * @param extraParams the project's; {@code null} for none
   * @throws ModelException when none is named, or not understood
   */
  static ModelFiles of(
      Map<String, String> environment, @Nullable Object extraParams, ClassLoader loader)
      throws ModelException {
    String below = below(extraParams);
    String place = environment.get(VARIABLE);
    if (place != null && !place.isBlank()) {
      return new ModelFiles(source(place.strip(), environment), below, place.strip());
    }
    if (below.isEmpty() && loader.getResource(CLASS_PATH + MODEL) == null) {
      throw none();
    }
    return new ModelFiles(
        (file, to) -> {
          try (InputStream in = loader.getResourceAsStream(CLASS_PATH + file)) {
            return in != null && Files.copy(in, to) >= 0;
          }
        },
        below,
        CLASS_PATH + " on the class path");
  }

  /**
   * Copies one of the files into a folder.
   *
   * @return {@code null} when there is no such file
   */
  @Nullable Path copy(String file, Path folder) throws IOException {
    Path copy = folder.resolve(file);
    return source.copy(below + file, copy) ? copy : null;
  }

  @Override
  public String toString() {
    return name;
  }

  private static ModelException none() {
    return new ModelException(
        "No model is named",
        VARIABLE + " is not set, and there is no " + CLASS_PATH + MODEL + " on the class path",
        "Set "
            + VARIABLE
            + " to the folder, gs://BUCKET/FOLDER or s3://BUCKET/FOLDER that holds "
            + MODEL
            + ", or put the files into src/main/resources/"
            + CLASS_PATH);
  }

  private static String below(@Nullable Object extraParams) throws ModelException {
    Object folder = extraParams instanceof Map<?, ?> params ? params.get("model") : null;
    if (folder == null) {
      return "";
    }
    String text = folder.toString();
    try {
      if (text.indexOf('\\') < 0 && text.indexOf(':') < 0) {
        return new ObjectKey(text) + "/"; // which has no empty segment, no '.' and no '..'
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new ModelException(
        "The extra params name no model",
        "'" + text + "' is not a folder below the one of " + VARIABLE,
        "Write the folder's name, such as {\"model\": \"sentiment-2\"}");
  }

  private static Source source(String place, Map<String, String> environment)
      throws ModelException {
    int scheme = place.indexOf("://");
    try {
      if (scheme > 0 && !place.startsWith("file:")) {
        URI bucket = URI.create(place);
        ObjectReader reader = provider(bucket).reader(bucket, environment);
        return (file, to) -> reader.download(new ObjectKey(file), to);
      }
      Path folder =
          place.startsWith("file:/")
              ? Path.of(URI.create(place))
              : Path.of(place.startsWith("file:") ? place.substring(5) : place);
      return (file, to) -> {
        Path from = folder.resolve(file);
        return Files.isRegularFile(from)
            && Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES) != null;
      };
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          VARIABLE + " is not understood",
          "it is '" + place + "'",
          "Write a folder, gs://BUCKET/FOLDER or s3://BUCKET/FOLDER",
          e);
    }
  }

  private static StoreProvider provider(URI bucket) throws ModelException {
    for (StoreProvider provider :
        ServiceLoader.load(StoreProvider.class, ModelFiles.class.getClassLoader())) {
      if (provider.scheme().equals(bucket.getScheme())) {
        return provider;
      }
    }
    throw new ModelException(
        VARIABLE + " cannot be opened",
        "nothing on the class path knows " + bucket.getScheme() + "://",
        "gs:// comes with lsml-gcp-function, s3:// with lsml-aws-lambda: run with -Plocal or -Pgcp"
            + " for the one, with -Paws for the other");
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
