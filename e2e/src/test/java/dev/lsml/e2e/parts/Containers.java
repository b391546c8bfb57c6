// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import dev.lsml.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Real containers with CPU and memory limits: podman with runc and a storage of its own, so that
 * neither images nor containers of this machine's user are touched. Nothing of it is left after
 * {@link #close}. Thread-safe.
 *
 * <p>It needs cgroups that may be limited: root has them. An ordinary user needs cgroup v2 with the
 * controllers {@code cpu}, {@code memory} and {@code pids} delegated to the user's slice, {@code
 * newuidmap} and a range in {@code /etc/subuid} and {@code /etc/subgid}.
 */
public final class Containers implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final List<String> CONTROLLERS = List.of("cpu", "memory", "pids");

  private final Path folder;
  private final Set<Container> running = ConcurrentHashMap.newKeySet();
  private final AtomicInteger started = new AtomicInteger();
  private final Thread atExit = new Thread(this::sweep);

  private Containers(Path folder) {
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Prepares an empty storage in the system's folder for temporary files.
   *
   * @throws MissingPart when podman or runc is not there, or may not limit what it starts
   */
  public static Containers open() throws MissingPart, IOException, InterruptedException {
    Containers containers = new Containers(Files.createTempDirectory("lsml-containers"));
    try {
      Files.writeString(
          containers.folder.resolve("containers.conf"),
          """
          [containers]
          log_driver = "k8s-file"
          [engine]
          cgroup_manager = "cgroupfs"
          events_logger = "none"
          lock_type = "file"
          runtime = "runc"
          tmp_dir = "%s"
          """
              .formatted(containers.folder.resolve("tmp")));
      containers.check();
      return containers;
    } catch (MissingPart | IOException | RuntimeException e) {
      containers.close();
      throw e;
    }
  }

  private void check() throws MissingPart, IOException, InterruptedException {
    String remedy =
        "install podman and runc (Debian: apt-get install podman runc); an ordinary user also needs"
            + " cgroup v2 with cpu, memory and pids delegated, and a range in /etc/subuid";
    Commands.Outcome info;
    try {
      Commands.run(List.of("runc", "--version"), Map.of(), LIMIT);
      info = podman(List.of("info", "--format", "{{.Host.CgroupControllers}}"));
    } catch (IOException notInstalled) {
      throw new MissingPart(
          "podman with runc is missing (" + notInstalled.getMessage() + ")", remedy);
    }
    if (info.status() != 0) {
      throw new MissingPart("podman does not work here (" + info.lastLines() + ")", remedy);
    }
    List<String> controllers = List.of(info.output().strip().replaceAll("[\\[\\]]", "").split(" "));
    if (!controllers.containsAll(CONTROLLERS)) {
      throw new MissingPart(
          "podman may limit only " + controllers + ", not all of " + CONTROLLERS, remedy);
    }
  }

  /**
   * Makes an image of one layer.
   *
   * @param roots folders that together become its file system, owned by root inside; no two of them
   *     have an entry of the same name
   * @param entrypoint what it runs; empty for an image that is only a base
   * @param name such as {@code 127.0.0.1:5000/base:1}
   */
  public void make(List<Path> roots, List<String> entrypoint, String name)
      throws IOException, InterruptedException {
    Path tar = folder.resolve("image-" + started.incrementAndGet() + ".tar");
    try {
      List<String> pack =
          new ArrayList<>(
              List.of(
                  "tar",
                  "--owner=0",
                  "--group=0",
                  "--numeric-owner",
                  "--sort=name",
                  "--mtime=@1",
                  "-cf",
                  tar.toString()));
      for (Path root : roots) {
        pack.addAll(List.of("-C", root.toString()));
        try (Stream<Path> entries = Files.list(root)) {
          entries.sorted().forEach(entry -> pack.add(entry.getFileName().toString()));
        }
      }
      succeed(Commands.run(pack, Map.of(), LIMIT));
      List<String> command = new ArrayList<>(List.of("import", "--quiet"));
      if (!entrypoint.isEmpty()) {
        command.add("--change");
        command.add("ENTRYPOINT " + Json.text(entrypoint));
      }
      command.add(tar.toString());
      command.add(name);
      succeed(podman(command));
    } finally {
      Files.deleteIfExists(tar);
    }
  }

  /** Pushes an image over plain HTTP, and answers the digest that the registry has for it. */
  public String push(String name) throws IOException, InterruptedException {
    Path digest = folder.resolve("digest-" + started.incrementAndGet());
    succeed(
        podman(List.of("push", "--quiet", "--tls-verify=false", "--digestfile=" + digest, name)));
    return Files.readString(digest).strip();
  }

  /** Fetches an image over plain HTTP, if it is not there yet. */
  public void pull(String name) throws IOException, InterruptedException {
    if (podman(List.of("image", "exists", name)).status() != 0) {
      succeed(podman(List.of("pull", "--quiet", "--tls-verify=false", name)));
    }
  }

  /** Starts a container of an image that was pulled; it shares this machine's loopback network. */
  public Container start(ContainerSpec spec) throws IOException, InterruptedException {
    Path environment = folder.resolve("env-" + started.incrementAndGet());
    OwnerOnly.write(environment, spec.environmentFile());
    try {
      List<String> command =
          new ArrayList<>(
              List.of(
                  "run",
                  "--detach",
                  "--network=host",
                  "--cap-drop=all",
                  "--security-opt=no-new-privileges",
                  "--ulimit=nofile=1024:1024",
                  "--ulimit=nproc=1000:1000",
                  "--cpus=" + spec.cpus(),
                  "--memory=" + spec.memoryBytes(),
                  "--memory-swap=" + spec.memoryBytes(),
                  "--log-opt=path=" + spec.log(),
                  "--env-file=" + environment));
      command.addAll(spec.options());
      if (!spec.command().isEmpty()) {
        command.add("--entrypoint=" + Json.text(spec.command()));
      }
      command.add(spec.image());
      command.addAll(spec.arguments());
      String output = succeed(podman(command));
      Container container = new Container(this, lastLine(output), spec.log());
      running.add(container);
      return container;
    } finally {
      Files.delete(environment);
    }
  }

  /** The containers that were started and not removed, running or not. */
  public Set<Container> alive() {
    return Set.copyOf(running);
  }

  Commands.Outcome podman(List<String> arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "podman",
                "--root=" + folder.resolve("storage"),
                "--runroot=" + folder.resolve("run")));
    command.addAll(arguments);
    return Commands.run(
        command, Map.of("CONTAINERS_CONF", folder.resolve("containers.conf").toString()), LIMIT);
  }

  void removed(Container container) {
    running.remove(container);
  }

  static String succeed(Commands.Outcome outcome) {
    if (outcome.status() != 0) {
      throw new AssertionError("a command failed: " + outcome.lastLines());
    }
    return outcome.output().strip();
  }

  private static String lastLine(String output) {
    return output.substring(output.lastIndexOf('\n') + 1);
  }

  /** Ends what still runs, and removes images and folder. */
  @Override
  public void close() {
    sweep();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException shuttingDown) {
      return; // the hook itself sweeps
    }
  }

  private void sweep() {
    try {
      for (Container container : alive()) {
        container.kill();
      }
      if (Files.exists(folder.resolve("storage"))) {
        podman(List.of("rmi", "--all", "--force"));
      }
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
