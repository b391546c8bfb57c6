// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.terraform.PlannedChanges;
import dev.lsml.deploy.terraform.PlannedChanges.Action;
import dev.lsml.deploy.terraform.PlannedChanges.Change;
import dev.lsml.deploy.terraform.Terraform;
import dev.lsml.deploy.terraform.TerraformCommands.Purpose;
import dev.lsml.deploy.terraform.TerraformRoot;
import dev.lsml.deploy.terraform.TerraformVariables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A cloud, a Terraform, a registry and a Label Studio that remember: what is applied changes what
 * the next plan finds. Notes everything that is done.
 */
final class World implements Cloud, Terraform, Images, Gate, Registrar, Screen {
  static final String PASSWORD = "the-password-of-the-backend";

  final List<String> done = new ArrayList<>();
  final List<String> said = new ArrayList<>();
  final List<String> results = new ArrayList<>();
  final List<Finding> findings = new ArrayList<>();
  final Targets on;
  String image;
  String settings = "1Gi";
  String kind = "zip";
  String unhealthy = "";
  String failingApply = "";
  boolean confirmed;
  List<Change> alsoPlanned = List.of();

  private final Map<String, Map<String, @Nullable Object>> applied = new HashMap<>();
  private final Map<String, Map<String, @Nullable Object>> planned = new HashMap<>();
  private final Map<String, String> images = new TreeMap<>();
  private boolean hasState;
  private boolean isGone;
  private int revisions;
  private String revision = "";
  private String host = "reviews.example.com";

  World(Targets on) {
    this.on = on;
    this.image = on.old();
  }

  Deployer deployer(@Nullable LabelStudio labelStudio) {
    return new Deployer(this, this, this, this, this, () -> findings, this, labelStudio);
  }

  Destroyer destroyer(@Nullable LabelStudio labelStudio, boolean withData) {
    return new Destroyer(this, this, this, () -> findings, this, labelStudio, withData);
  }

  /** What this cloud calls the revision of that number. */
  String name(int number) {
    return on == Targets.GOOGLE ? "reviews-" + number : String.valueOf(number);
  }

  /** The revision that has the traffic. */
  String serving() {
    String pinned = String.valueOf(state("service").get("serving_revision"));
    return pinned.isEmpty() ? revision : pinned;
  }

  /** The image that has the traffic. */
  String servingImage() {
    return String.valueOf(images.get(serving()));
  }

  private Map<String, @Nullable Object> state(String root) {
    return applied.getOrDefault(root, Map.of());
  }

  // Cloud

  @Override
  public Target target() {
    return on.target();
  }

  @Override
  public List<Finding> check() {
    return findings;
  }

  @Override
  public boolean hasState() {
    return hasState;
  }

  @Override
  public @Nullable Deployed deployed() {
    return Deployed.of(outputs());
  }

  @Override
  public String makeStateStore() {
    done.add("state store");
    hasState = true;
    return "made";
  }

  @Override
  public void deleteStateStore() {
    done.add("delete state store");
    hasState = false;
  }

  @Override
  public TerraformVariables bootstrapVariables(boolean keepModels) {
    return new TerraformVariables(new LinkedHashMap<>(Map.of("keep", keepModels)), Map.of());
  }

  @Override
  public Access access(@Nullable Deployed deployed) {
    done.add("secrets");
    return new Access("lsml", PASSWORD, "hook", "in the vault", Map.of("pass", PASSWORD), 1);
  }

  @Override
  public TerraformVariables serviceVariables(
      String image, String serving, Access access, boolean isProtected) {
    return service(image, serving, isProtected);
  }

  private TerraformVariables service(String image, String serving, boolean isProtected) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    plain.put("image", image);
    plain.put("memory", settings);
    plain.put("kind", kind);
    plain.put("serving_revision", serving);
    if (on.target().isProtectable()) {
      plain.put("protected", isProtected);
    }
    return new TerraformVariables(plain, Map.of("pass", PASSWORD));
  }

  @Override
  public void admitCallers(Deployed deployed) {
    if (on != Targets.GOOGLE) {
      done.add("admit callers");
    }
  }

  @Override
  public TerraformVariables variablesToDestroy() {
    return service(
        String.valueOf(state("service").get("image")),
        String.valueOf(state("service").get("serving_revision")),
        false);
  }

  @Override
  public @Nullable String imageOf(String revision) {
    return images.get(revision);
  }

  @Override
  public boolean isProtected() {
    return Boolean.TRUE.equals(state("service").get("protected"));
  }

  // Terraform

  @Override
  public void init(TerraformRoot root) {
    done.add("init " + root.title());
  }

  @Override
  public PlannedChanges plan(
      TerraformRoot root, TerraformVariables variables, Purpose purpose, List<String> targets) {
    String title = root.title();
    if (purpose == Purpose.DESTROY) {
      planned.remove(title);
      done.add("plan to destroy " + (targets.isEmpty() ? title : String.join(" ", targets)));
      return changes(title, Action.DELETE);
    }
    planned.put(title, variables.plain());
    done.add("plan " + title + shown(variables.plain()));
    return variables.plain().equals(applied.get(title))
        ? PlannedChanges.NONE
        : changes(title, applied.containsKey(title) ? Action.UPDATE : Action.CREATE);
  }

  private PlannedChanges changes(String title, Action action) {
    List<Change> changes = new ArrayList<>(alsoPlanned);
    if (action == Action.UPDATE && title.equals("service") && isOfAnotherKind(planned.get(title))) {
      changes.add(
          new Change(
              on.target().main(),
              "main",
              isGone ? Action.CREATE : Action.REPLACE,
              List.of("kind")));
    }
    changes.add(new Change("main." + title, "main", action, List.of()));
    return new PlannedChanges(changes, false);
  }

  private boolean isOfAnotherKind(@Nullable Map<String, @Nullable Object> plan) {
    return plan != null && !String.valueOf(plan.get("kind")).equals(state("service").get("kind"));
  }

  private static String shown(Map<String, @Nullable Object> plain) {
    Object serving = plain.get("serving_revision");
    boolean isPinned = serving != null && !"".equals(serving);
    return (isPinned ? " beside " + serving : "")
        + (Boolean.FALSE.equals(plain.get("protected")) ? " unprotected" : "")
        + (Boolean.FALSE.equals(plain.get("keep")) ? " without keeping models" : "");
  }

  @Override
  public JsonView apply(TerraformRoot root, TerraformVariables variables) {
    String title = root.title();
    done.add("apply " + title);
    Map<String, @Nullable Object> plan = planned.remove(title);
    if (plan == null) {
      applied.remove(title);
      return JsonView.of(Map.of());
    }
    String wanted = String.valueOf(plan.get("image"));
    if (title.equals("service") && applied.containsKey(title) && isOfAnotherKind(plan)) {
      images.clear();
      revisions = 0;
      isGone = true;
      if (failingApply.equals(wanted)) {
        throw new DeployException("Terraform could not apply it", "no role yet", "Look");
      }
      host = "anew.example.com";
    }
    boolean isNew =
        !wanted.equals(state(title).get("image"))
            || !String.valueOf(plan.get("memory")).equals(state(title).get("memory"));
    applied.put(title, plan);
    if (title.equals("service") && isNew) {
      revisions++;
      revision = name(revisions);
      images.put(revision, wanted);
    }
    if (!failingApply.isEmpty() && failingApply.equals(wanted)) {
      throw new DeployException("Terraform could not apply it", "the container died", "Look");
    }
    return outputs(root);
  }

  @Override
  public JsonView outputs(TerraformRoot root) {
    return root.title().equals("service")
        ? outputs()
        : JsonView.of(Map.of("registry", Map.of("value", "registry.example.com")));
  }

  private JsonView outputs() {
    if (!applied.containsKey("service")) {
      return JsonView.of(null);
    }
    Map<String, Object> outputs = new LinkedHashMap<>();
    String serving = String.valueOf(state("service").get("serving_revision"));
    outputs.put("project", Map.of("value", "my-project"));
    outputs.put("endpoint_url", Map.of("value", "https://" + host));
    outputs.put("image", Map.of("value", String.valueOf(state("service").get("image"))));
    outputs.put("revision", Map.of("value", revision));
    outputs.put("serving_revision", Map.of("value", serving));
    if (!serving.isEmpty()) {
      outputs.put("candidate_url", Map.of("value", "https://candidate.example.com"));
    }
    return JsonView.of(outputs);
  }

  // The others

  @Override
  public String push(String name) {
    done.add("push " + name);
    return image;
  }

  @Override
  public void pass(String url, Access access) {
    done.add("gate " + url);
    if (images.getOrDefault(revision, "").equals(unhealthy)) {
      throw new DeployException(url + " is not healthy", "it answers HTTP 500", "See its logs");
    }
  }

  @Override
  public List<Finding> check(LabelStudio labelStudio) {
    return List.of();
  }

  @Override
  public List<String> register(LabelStudio labelStudio, String endpointUrl, Access access) {
    done.add("register " + endpointUrl + " in " + labelStudio.project());
    return List.of("registered");
  }

  @Override
  public List<String> unregister(LabelStudio labelStudio, String endpointUrl) {
    done.add("unregister " + endpointUrl);
    return List.of("removed");
  }

  @Override
  public void say(String line) {
    said.add(line);
  }

  @Override
  public void warn(String line) {
    said.add(line);
  }

  @Override
  public void result(String line) {
    results.add(line);
  }

  @Override
  public boolean confirms(String question, String word) {
    done.add("ask: " + question);
    return confirmed;
  }
}
