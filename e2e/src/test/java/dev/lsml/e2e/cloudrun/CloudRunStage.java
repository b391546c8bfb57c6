// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.cloudrun;

import dev.lsml.core.json.JsonView;
import dev.lsml.e2e.parts.Containers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Cloud Run on this machine. It is given what Terraform applied, as maps and lists in the form of
 * Terraform's state, and starts that and nothing else: the image with its digest, command,
 * arguments, environment, secrets, limits, probes, concurrency, traffic. Thread-safe.
 *
 * <p>As in Cloud Run: a revision whose startup probe fails is refused and the one before goes on
 * serving; instances may be stopped when idle and start again with the next request; without a
 * request an instance has no processor when {@code cpu_idle} is set; a stopped instance gets
 * SIGTERM and ten seconds; a job's task is retried. Unlike there: no processor is added at the
 * start, and instances are stopped only when a test says so.
 */
public final class CloudRunStage implements AutoCloseable {
  private final Containers containers;
  private final Secrets secrets;
  private final Map<String, String> surroundings;
  private final Path logs;
  private final Map<String, CloudService> services = new ConcurrentHashMap<>();
  private final Map<String, CloudJob> jobs = new ConcurrentHashMap<>();

  /**
   * An empty one.
   *
   * @param surroundings variables that every container gets, such as where Google's services are
   * @param logs gets a file per container
   */
  public CloudRunStage(
      Containers containers, Secrets secrets, Map<String, String> surroundings, Path logs)
      throws IOException {
    this.containers = containers;
    this.secrets = secrets;
    this.surroundings = Map.copyOf(surroundings);
    this.logs = Files.createDirectories(logs);
  }

  /**
   * Creates or changes a service.
   *
   * @param resource a {@code google_cloud_run_v2_service}
   * @return its computed attributes
   * @throws RevisionFailed with Cloud Run's words; {@link #status} tells what holds then
   */
  public Map<String, Object> applyService(Map<String, @Nullable Object> resource)
      throws IOException, InterruptedException {
    JsonView view = JsonView.of(resource);
    String name = view.get("name").string();
    CloudService service = services.get(name);
    if (service == null) {
      service = new CloudService(name, containers, secrets, surroundings, logs);
      services.put(name, service);
    }
    service.apply(view);
    return service.status();
  }

  /** The computed attributes of a service that was applied, well or not. */
  public Map<String, Object> status(String service) {
    return service(service).status();
  }

  /** Ends a service with all that runs of it. */
  public void deleteService(String name) {
    service(name).close();
    services.remove(name);
  }

  /** Creates or changes a {@code google_cloud_run_v2_job}. */
  public void applyJob(Map<String, @Nullable Object> resource)
      throws IOException, InterruptedException {
    JsonView view = JsonView.of(resource);
    String name = view.get("name").string();
    CloudJob job =
        jobs.computeIfAbsent(name, n -> new CloudJob(n, containers, secrets, surroundings, logs));
    job.apply(view);
  }

  /** Ends a job; an execution that runs is ended with it. */
  public void deleteJob(String name) {
    job(name).close();
    jobs.remove(name);
  }

  public CloudService service(String name) {
    CloudService service = services.get(name);
    if (service == null) {
      throw new IllegalArgumentException("no service " + name + " was applied");
    }
    return service;
  }

  public CloudJob job(String name) {
    CloudJob job = jobs.get(name);
    if (job == null) {
      throw new IllegalArgumentException("no job " + name + " was applied");
    }
    return job;
  }

  /** All that were applied and not deleted. */
  public List<CloudService> services() {
    return List.copyOf(services.values());
  }

  /** All that were applied and not deleted. */
  public List<CloudJob> jobs() {
    return List.copyOf(jobs.values());
  }

  /** Whether nothing was applied, or all of it was deleted. */
  public boolean isEmpty() {
    return services.isEmpty() && jobs.isEmpty();
  }

  @Override
  public void close() {
    services.values().forEach(CloudService::close);
    jobs.values().forEach(CloudJob::close);
  }
}
