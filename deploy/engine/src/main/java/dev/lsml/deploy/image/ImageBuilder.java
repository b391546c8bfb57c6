// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.image.StagedApp.StagedJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes images. Holds no state between builds; one build at a time per work folder. */
public final class ImageBuilder {
  private static final int PORT = 8080;

  /** That of the user {@code nonroot} in distroless images; it needs no entry anywhere. */
  private static final String USER = "65532:65532";

  private final Consumer<String> progress;
  private final Host host;

  /**
   * Makes one.
   *
   * @param progress takes a line at every step that takes a while
   */
  public ImageBuilder(Consumer<String> progress) {
    this(progress, Host.current());
  }

  ImageBuilder(Consumer<String> progress, Host host) {
    this.progress = progress;
    this.host = host;
  }

  /**
   * Makes everything that goes into an image, without a registry yet.
   *
   * @throws DeployException when something is missing or does not work; nothing is left to clean up
   *     but the work folder
   */
  public BuiltImage build(ImageSpec spec) throws IOException, InterruptedException {
    ImageOptions options = spec.options();
    Jdk jdk = Jdks.choose(options.jdk(), Path.of(System.getProperty("java.home")));
    RuntimePlan plan = RuntimePlan.choose(host, jdk, options.base());
    if (plan.cost() != null) {
      progress.accept("Image: " + plan.cost());
    }
    Folders.empty(spec.work());
    StagedApp app = StagedApp.stage(spec.classPath(), spec.work().resolve("app"));
    spec.program().platform().unpack(app);
    if (plan.jdk() == null) {
      return assemble(spec, plan, app, null, null);
    }
    Jdk runtime = link(plan.jdk(), app, spec);
    ClassPathSums archived = options.archive() ? archive(runtime, app, spec) : null;
    return assemble(spec, plan, app, runtime, archived);
  }

  private ClassPathSums archive(Jdk runtime, StagedApp app, ImageSpec spec)
      throws IOException, InterruptedException {
    ClassPathSums sums = ClassPathSums.of(app);
    ArchiveCache cache = new ArchiveCache(spec.options().cache());
    String key = ArchiveCache.key(runtime, ClassArchive.recipe(spec), sums);
    Path archive = app.folder().resolve(AppLayout.ARCHIVE);
    if (cache.get(key, archive)) {
      progress.accept("Image: these jars' archive of classes is there already");
      return sums;
    }
    progress.accept("Image: running the backend once to archive the classes that it starts with");
    ClassArchive.make(runtime, app, spec);
    progress.accept("Image: " + ClassArchive.prove(runtime, app, spec));
    sums.check(app);
    cache.put(key, archive);
    return sums;
  }

  private Jdk link(Jdk jdk, StagedApp app, ImageSpec spec)
      throws IOException, InterruptedException {
    Set<String> modules = NeededModules.of(app, jdk, spec.options().modules());
    progress.accept("Image: linking a runtime of " + modules.size() + " modules of " + jdk);
    return LinkedRuntime.link(jdk, modules, spec.work());
  }

  /**
   * Puts together what is staged.
   *
   * @param runtime {@code null} when the base image brings its own Java
   * @param archived what the archive was made of, {@code null} when there is none
   */
  BuiltImage assemble(
      ImageSpec spec,
      RuntimePlan plan,
      StagedApp app,
      @Nullable Jdk runtime,
      @Nullable ClassPathSums archived)
      throws IOException {
    ImageLayers layers = new ImageLayers();
    if (runtime != null) {
      layers.addTree("runtime", runtime.home(), AppLayout.RUNTIME);
    }
    List<String> dependencies = new ArrayList<>(paths(app, false));
    dependencies.addAll(spec.program().platform().files());
    layers.addFiles("dependencies", app.folder(), dependencies);
    layers.addFiles("application", app.folder(), paths(app, true));
    if (archived != null) {
      archived.check(app);
      Files.writeString(app.folder().resolve(AppLayout.ARCHIVE_SUMS), archived.lines());
      layers.addFiles("archive", app.folder(), List.of(AppLayout.ARCHIVE, AppLayout.ARCHIVE_SUMS));
    }
    Path bill = app.folder().resolve(AppLayout.SBOM);
    Files.createDirectories(bill.getParent());
    Files.write(bill, Sbom.of(spec.project(), app, runtime));
    layers.addFiles("sbom", app.folder(), List.of(AppLayout.SBOM));
    JibContainerBuilder container = from(plan.base());
    container
        .setFileEntriesLayers(layers.all())
        .setEntrypoint(entrypoint(spec, plan, app, runtime, archived != null))
        .setProgramArguments(spec.program().arguments())
        .addEnvironmentVariable("LANG", "C.UTF-8")
        .setUser(USER)
        .setWorkingDirectory(AbsoluteUnixPath.get(AppLayout.APP))
        .setLabels(labels(spec, plan))
        .setFormat(ImageFormat.OCI)
        .setCreationTime(Instant.EPOCH);
    if (spec.program().platform().servesHttp()) {
      container.addEnvironmentVariable("PORT", String.valueOf(PORT)).addExposedPort(Port.tcp(PORT));
    }
    Containers containers = new Containers(plan.base(), spec.work().resolve("layers"), progress);
    return new BuiltImage(container, containers, layers.sizes());
  }

  private static List<String> entrypoint(
      ImageSpec spec, RuntimePlan plan, StagedApp app, @Nullable Jdk runtime, boolean archived) {
    List<String> entrypoint = new ArrayList<>();
    entrypoint.add(plan.java());
    entrypoint.addAll(JavaFlags.ALWAYS);
    entrypoint.addAll(spec.program().platform().flags(AppLayout.APP, runtime));
    if (archived) {
      entrypoint.add(JavaFlags.ARCHIVE);
    }
    entrypoint.add("-cp");
    entrypoint.add(app.classPath());
    entrypoint.add(spec.program().mainClass());
    return entrypoint;
  }

  private static Map<String, String> labels(ImageSpec spec, RuntimePlan plan) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("org.opencontainers.image.title", spec.project().artifact());
    labels.put("org.opencontainers.image.version", spec.project().version());
    labels.put("org.opencontainers.image.base.name", plan.base());
    labels.putAll(spec.options().labels());
    return labels;
  }

  private static List<String> paths(StagedApp app, boolean application) {
    List<String> paths = new ArrayList<>();
    for (StagedJar jar : app.jars()) {
      if (jar.source().application() == application) {
        paths.add(jar.path());
      }
    }
    return paths;
  }

  private static JibContainerBuilder from(String base) {
    if (base.equals("scratch")) {
      return Jib.fromScratch();
    }
    try {
      return Jib.from(base);
    } catch (InvalidImageReferenceException e) {
      throw new DeployException(
          "The image cannot be built",
          base + " is not the name of an image",
          "Correct -Dlsml.image.base=, such as " + BaseImages.FOR_LINKED_RUNTIME,
          e);
    }
  }
}
