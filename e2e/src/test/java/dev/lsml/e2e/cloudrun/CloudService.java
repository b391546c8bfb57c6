// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.cloudrun;

import dev.lsml.core.json.JsonView;
import dev.lsml.e2e.parts.Container;
import dev.lsml.e2e.parts.Containers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A service as Cloud Run keeps it: revisions, who gets which part of the requests, and its URLs.
 * Requests go on while {@link #apply} works; they see the traffic before or the traffic after.
 */
public final class CloudService implements AutoCloseable {
  private final String name;
  private final Containers containers;
  private final Secrets secrets;
  private final Map<String, String> surroundings;
  private final Path logs;

  private final Map<String, Revision> ready = Collections.synchronizedMap(new LinkedHashMap<>());
  private final List<Revision> created = new CopyOnWriteArrayList<>();
  private final Map<String, FrontDoor> tagDoors = new TreeMap<>();
  private final Map<String, Revision> tagged = new ConcurrentHashMap<>();
  private final AtomicInteger turns = new AtomicInteger();
  private final FrontDoor door;
  private volatile List<Share> shares = List.of();
  private @Nullable Object template;
  private @Nullable RevisionFailed failure;
  private Traffic traffic = new Traffic(List.of());
  private String latestCreated = "";
  private String latestReady = "";
  private int generation;

  private record Share(Revision revision, int percent) {}

  CloudService(
      String name,
      Containers containers,
      Secrets secrets,
      Map<String, String> surroundings,
      Path logs)
      throws IOException {
    this.name = name;
    this.containers = containers;
    this.secrets = secrets;
    this.surroundings = surroundings;
    this.logs = logs;
    this.door = new FrontDoor(this::nextRevision);
  }

  /**
   * Creates or changes it. A changed template makes a revision, which must get well before any
   * request reaches it; if it does not, what was served before goes on being served.
   *
   * @param service the whole resource as planned; where it names the revision to be created, that
   *     name is taken
   * @throws RevisionFailed with Cloud Run's words
   */
  synchronized void apply(JsonView service) throws IOException, InterruptedException {
    generation++;
    Traffic wanted = Traffic.of(service);
    Object newTemplate = Workload.block(service, "template").value();
    if (!Objects.equals(newTemplate, template)) {
      template = newTemplate;
      failure = null;
      try {
        createRevision(service);
      } catch (RevisionFailed e) {
        failure = e;
      }
    }
    route(wanted);
    if (failure != null) {
      throw new RevisionFailed(failure.getMessage());
    }
  }

  private void createRevision(JsonView service) throws IOException, InterruptedException {
    String told = Workload.orElse(service.get("latest_created_revision"), "");
    latestCreated =
        told.isEmpty() || told.endsWith("/" + latestCreated)
            ? name + "-" + Integer.toString(100_000 + generation).substring(1) + "-abc"
            : told.substring(told.lastIndexOf('/') + 1);
    Revision revision =
        new Revision(
            name,
            latestCreated,
            Workload.block(service, "template"),
            containers,
            secrets,
            surroundings,
            logs);
    created.add(revision);
    revision.prove();
    ready.put(latestCreated, revision);
    latestReady = latestCreated;
  }

  private void route(Traffic wanted) throws IOException, InterruptedException {
    List<Share> newShares = new ArrayList<>();
    Map<String, Revision> newTags = new TreeMap<>();
    for (Traffic.Target target : wanted.targets()) {
      String revisionName = target.revision() == null ? latestReady : target.revision();
      Revision revision = ready.get(revisionName);
      if (revision == null && target.revision() != null) {
        throw new RevisionFailed("Revision named '" + revisionName + "' not found.");
      }
      if (revision != null) {
        revision.revive();
        if (target.percent() > 0) {
          newShares.add(new Share(revision, target.percent()));
        }
        if (target.tag() != null) {
          newTags.put(target.tag(), revision);
        }
      }
    }
    traffic = wanted;
    shares = List.copyOf(newShares);
    tagged.putAll(newTags);
    for (String tag : newTags.keySet()) {
      if (!tagDoors.containsKey(tag)) {
        tagDoors.put(tag, new FrontDoor(() -> tagged.get(tag)));
      }
    }
    for (String tag : List.copyOf(tagDoors.keySet())) {
      if (!newTags.containsKey(tag)) {
        tagged.remove(tag);
        tagDoors.remove(tag).close();
      }
    }
    for (Revision revision : revisions()) {
      if (newShares.stream().noneMatch(share -> share.revision() == revision)
          && !newTags.containsValue(revision)) {
        revision.retire();
      }
    }
  }

  private @Nullable Revision nextRevision() {
    List<Share> now = shares;
    int turn =
        Math.floorMod(turns.getAndIncrement() * 37, 100); // spreads, since 37 and 100 are coprime
    for (Share share : now) {
      turn -= share.percent();
      if (turn < 0) {
        return share.revision();
      }
    }
    return null;
  }

  /** What Cloud Run knows and Terraform did not say: the resource's computed attributes. */
  synchronized Map<String, Object> status() {
    Map<String, Object> status = new LinkedHashMap<>();
    String url = door.url().toString();
    status.put("uri", url);
    status.put("urls", List.of(url));
    status.put("latest_created_revision", latestCreated);
    status.put("latest_ready_revision", latestReady);
    status.put("generation", Integer.toString(generation));
    status.put("observed_generation", Integer.toString(generation));
    status.put("reconciling", false);
    RevisionFailed failed = failure;
    status.put(
        "terminal_condition",
        List.of(
            Map.of(
                "type", "Ready",
                "state", failed == null ? "CONDITION_SUCCEEDED" : "CONDITION_FAILED",
                "message", failed == null ? "" : String.valueOf(failed.getMessage()))));
    List<Object> statuses = new ArrayList<>();
    for (Traffic.Target target : traffic.targets()) {
      String tag = target.tag();
      statuses.add(
          Map.of(
              "type", target.type(),
              "revision", target.revision() == null ? "" : target.revision(),
              "percent", target.percent(),
              "tag", tag == null ? "" : tag,
              "uri",
                  tag == null || !tagDoors.containsKey(tag)
                      ? ""
                      : tagDoors.get(tag).url().toString()));
    }
    status.put("traffic_statuses", statuses);
    return status;
  }

  List<Revision> revisions() {
    synchronized (ready) {
      return List.copyOf(ready.values());
    }
  }

  /** The revisions that get requests by the service's own URL. */
  public List<String> serving() {
    return shares.stream().map(share -> share.revision().name()).toList();
  }

  /** All containers that run now. */
  public List<Container> running() {
    return revisions().stream().flatMap(revision -> revision.running().stream()).toList();
  }

  /** All containers that it ever started, with the name of their revision, in its order. */
  public Map<Container, String> history() {
    Map<Container, String> all = new LinkedHashMap<>();
    for (Revision revision : created) {
      revision.history().forEach(container -> all.put(container, revision.name()));
    }
    return all;
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /**
   * Stops every instance that has no request.
   *
   * @return their exit codes
   */
  public List<Integer> scaleToZero() throws IOException, InterruptedException {
    List<Integer> codes = new ArrayList<>();
    for (Revision revision : revisions()) {
      codes.addAll(revision.stopIdle());
    }
    return codes;
  }

  @Override
  public synchronized void close() {
    door.close();
    tagDoors.values().forEach(FrontDoor::close);
    revisions().forEach(Revision::kill);
  }
}
