// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Locale;
import java.util.TreeSet;

/**
 * A model class: its name, the version of its code, and how to make an instance. Immutable and
 * thread-safe.
 */
public final class ModelType {
  /** The file that names the model class, one class name per line, {@code #} starts a comment. */
  public static final String SERVICE_FILE =
      "META-INF/services/dev.lsml.core.model.LabelStudioModel";

  private final Class<? extends LabelStudioModel> type;
  private final Constructor<? extends LabelStudioModel> constructor;
  private final String name;
  private final String codeVersion;

  private ModelType(
      Class<? extends LabelStudioModel> type,
      Constructor<? extends LabelStudioModel> constructor,
      String name,
      String codeVersion) {
    this.type = type;
    this.constructor = constructor;
    this.name = name;
    this.codeVersion = codeVersion;
  }

  /**
   * Finds the one model class that a {@value #SERVICE_FILE} on the class path names. The file has
   * {@link java.util.ServiceLoader}'s form; that class itself cannot be used, since it insists on a
   * constructor without parameters.
   *
   * @throws IllegalStateException when there is none, more than one, or it cannot be used; says
   *     what to do
   */
  public static ModelType discover(ClassLoader loader) {
    TreeSet<String> names = new TreeSet<>();
    try {
      for (Enumeration<URL> files = loader.getResources(SERVICE_FILE); files.hasMoreElements(); ) {
        readNames(files.nextElement(), names);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + SERVICE_FILE + ": " + e.getMessage(), e);
    }
    if (names.isEmpty()) {
      throw new IllegalStateException(
          "no model found: no "
              + SERVICE_FILE
              + " is on the class path; create it under src/main/resources with the full name of"
              + " your model class as its only line");
    }
    if (names.size() > 1) {
      throw new IllegalStateException(
          "more than one model found: "
              + String.join(", ", names)
              + "; a backend serves one, so keep one name in the "
              + SERVICE_FILE
              + " files on the class path");
    }
    String className = names.first();
    try {
      return of(Class.forName(className, true, loader).asSubclass(LabelStudioModel.class));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "the model class "
              + className
              + " does not exist; "
              + SERVICE_FILE
              + " must hold the full name of a class on the class path",
          e);
    } catch (ClassCastException e) {
      throw new IllegalStateException(
          className + " is no model: it must implement " + LabelStudioModel.class.getName(), e);
    }
  }

  private static void readNames(URL file, TreeSet<String> names) throws IOException {
    try (InputStream in = file.openStream();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int comment = line.indexOf('#');
        String name = (comment < 0 ? line : line.substring(0, comment)).trim();
        if (!name.isEmpty()) {
          names.add(name);
        }
      }
    }
  }

  /**
   * Takes a class as the model.
   *
   * @throws IllegalStateException when it has no usable constructor or its name is not allowed;
   *     says what to do
   */
  public static ModelType of(Class<? extends LabelStudioModel> type) {
    ModelInfo info = type.getAnnotation(ModelInfo.class);
    String name = info == null || info.name().isEmpty() ? dashed(type) : info.name();
    if (name.length() > 60 || !isName(name)) {
      throw new IllegalStateException(
          "the model name '"
              + name
              + "' must have 1 to 60 characters out of A-Z a-z 0-9 . _ -; set @ModelInfo(name = …)"
              + " on "
              + type.getName());
    }
    String code = info == null || info.version().isEmpty() ? CodeVersion.of(type) : info.version();
    return new ModelType(type, constructor(type), name, code);
  }

  private static Constructor<? extends LabelStudioModel> constructor(
      Class<? extends LabelStudioModel> type) {
    try {
      return type.getConstructor(ModelContext.class);
    } catch (NoSuchMethodException e) {
      try {
        return type.getConstructor();
      } catch (NoSuchMethodException e2) {
        throw new IllegalStateException(
            type.getName()
                + " needs a public constructor that takes a "
                + ModelContext.class.getSimpleName()
                + ", or nothing",
            e2);
      }
    }
  }

  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain =
          c < 0x80 && (Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  private static String dashed(Class<?> type) {
    String simple = type.getSimpleName();
    StringBuilder dashed = new StringBuilder();
    for (int i = 0; i < simple.length(); i++) {
      char c = simple.charAt(i);
      boolean startsWord =
          Character.isUpperCase(c)
              && i > 0
              && (!Character.isUpperCase(simple.charAt(i - 1))
                  || (i + 1 < simple.length() && Character.isLowerCase(simple.charAt(i + 1))));
      dashed.append(startsWord ? "-" : "").append(Character.toLowerCase(c));
    }
    return dashed.toString().toLowerCase(Locale.ROOT);
  }

  /** The name that its versions start with. */
  public String name() {
    return name;
  }

  /** Names the state of its code; see {@link ModelInfo#version()}. */
  public String codeVersion() {
    return codeVersion;
  }

  /** The class's full name. */
  public String className() {
    return type.getName();
  }

  /** Tells whether it learns from annotations. */
  public boolean trainable() {
    return TrainableModel.class.isAssignableFrom(type);
  }

  /**
   * Makes an instance.
   *
   * @throws Exception what its constructor throws
   */
  public LabelStudioModel create(ModelContext context) throws Exception {
    try {
      return constructor.getParameterCount() == 0
          ? constructor.newInstance()
          : constructor.newInstance(context);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  @Override
  public String toString() {
    return name + " (" + type.getName() + ")";
  }
}
