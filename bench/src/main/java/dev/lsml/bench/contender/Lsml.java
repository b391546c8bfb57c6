// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.contender;

import dev.lsml.bench.backend.FirstStoreCall;
import dev.lsml.bench.process.Jdk;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** lsml's own server with one model or another. Immutable. */
public final class Lsml {
  private static final String MAIN = "dev.lsml.gcp.local.LocalServer";
  private static final String EXAMPLE = "lsml-example-text-classifier";

  private final List<Path> classPath;

  private Lsml(List<Path> classPath) {
    this.classPath = classPath;
  }

  /**
   * Finds what the build of this module has put together.
   *
   * @param target the build folder of this module
   * @throws IOException when there is nothing
   */
  public static Lsml find(Path target) throws IOException {
    Path list = target.resolve("server-class-path.txt");
    if (!Files.isRegularFile(list)) {
      throw new IOException("lsml is not built: run bench/run, or mvn package -pl bench -am");
    }
    List<Path> classPath = new ArrayList<>();
    for (String entry : Files.readString(list).strip().split(File.pathSeparator, -1)) {
      classPath.add(Path.of(entry));
    }
    return new Lsml(classPath);
  }

  /**
   * The server with the text classifier, as {@code mvn -Plocal} starts it. The copies of versions
   * that it keeps beside its store are deleted before each start, as a new container has none.
   *
   * @param store the folder for {@code LSML_STORE}
   */
  public JavaContender textClassifier(Jdk jdk, Path store) {
    return server("lsml", jdk, classPath, store.toUri()).withScratch(store.resolve(".store/cache"));
  }

  /**
   * The server with {@link dev.lsml.bench.backend.MeasuredModel}.
   *
   * @param store what {@code LSML_STORE} is
   * @param work a folder for the model's jar
   */
  public JavaContender measuredModel(Jdk jdk, URI store, Path work) throws IOException {
    List<Path> entries = new ArrayList<>(classPath);
    entries.removeIf(entry -> entry.toString().contains(EXAMPLE));
    entries.add(BackendJar.model(work));
    return server("lsml", jdk, entries, store);
  }

  /**
   * Bulk pre-annotation with the same model, of a file into a file.
   *
   * @param store what {@code LSML_STORE} is
   * @param work a folder for the model's jar
   * @param arguments of the program
   */
  public JavaContender preannotate(Jdk jdk, URI store, Path work, List<String> arguments)
      throws IOException {
    List<Path> entries = new ArrayList<>(classPath);
    entries.removeIf(entry -> entry.toString().contains(EXAMPLE));
    entries.add(BackendJar.model(work));
    return new JavaContender(
        "lsml:preannotate",
        jdk,
        List.of(),
        entries,
        "dev.lsml.preannotate.Preannotate",
        arguments,
        Map.of("LSML_STORE", store.toString()),
        List.of());
  }

  /**
   * The text classifier with its versions in the bucket stub.
   *
   * @param bucket such as {@code bucket-stub://127.0.0.1:8080/bench}
   * @param work a folder for the store's jar
   */
  public JavaContender onBucket(Jdk jdk, URI bucket, Path work) throws IOException {
    List<Path> entries = new ArrayList<>(classPath);
    entries.add(BackendJar.stores(work));
    return server("lsml, bucket", jdk, entries, bucket);
  }

  /**
   * A program on the server's class path that calls a store; see {@link FirstStoreCall}.
   *
   * @param store what {@code LSML_STORE} is
   * @param work a folder for the program's jar
   */
  public JavaContender firstStoreCall(Jdk jdk, String store, Path work) throws IOException {
    List<Path> entries = new ArrayList<>(classPath);
    entries.add(BackendJar.stores(work));
    return new JavaContender(
        "lsml, store",
        jdk,
        List.of(),
        entries,
        FirstStoreCall.class.getName(),
        List.of(),
        Map.of("LSML_STORE", store),
        List.of());
  }

  private static JavaContender server(String name, Jdk jdk, List<Path> classPath, URI store) {
    return new JavaContender(
        name,
        jdk,
        List.of(),
        classPath,
        MAIN,
        List.of(),
        Map.of("PORT", "{port}", "LSML_STORE", store.toString(), "LSML_TRAIN_QUIET_SECONDS", "0"),
        List.of());
  }
}
