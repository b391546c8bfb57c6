// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.google;

import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.Finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a project can be deployed to, before anything is made: it exists, it can pay, and
 * whoever deploys may do what is needed. Collects everything that is wrong; what cannot be learned
 * is a warning, since the deployment itself would tell. Thread-safe.
 */
public final class ProjectChecks {
  /** One permission for each thing that a deployment does; each is held by one role of the docs. */
  public static final List<String> NEEDED =
      List.of(
          "run.services.create",
          "run.services.update",
          "run.services.setIamPolicy",
          "run.jobs.create",
          "run.jobs.setIamPolicy",
          "artifactregistry.repositories.create",
          "artifactregistry.repositories.uploadArtifacts",
          "storage.buckets.create",
          "storage.buckets.setIamPolicy",
          "storage.objects.create",
          "secretmanager.secrets.create",
          "secretmanager.secrets.setIamPolicy",
          "secretmanager.versions.add",
          "secretmanager.versions.access",
          "iam.serviceAccounts.create",
          "iam.serviceAccounts.actAs",
          "serviceusage.services.enable");

  private final GoogleApi api;

  /** Makes one. */
  public ProjectChecks(GoogleApi api) {
    this.api = api;
  }

  /**
   * What was learned.
   *
   * @param number the project's number, {@code null} when it could not be learned
   * @param findings what is wrong, in the order of the checks
   */
  public record Result(@Nullable String number, List<Finding> findings) {
    /** Copies the list. */
    public Result {
      findings = List.copyOf(findings);
    }

    /** Tells whether a deployment may go on. */
    public boolean isGood() {
      return findings.stream().noneMatch(Finding::isError);
    }
  }

  /** Checks the project that the API was made for, against {@link #NEEDED}. */
  public Result check() {
    List<Finding> findings = new ArrayList<>();
    try {
      api.token();
    } catch (DeployException e) { // each further call would only say the same
      return new Result(null, List.of(Finding.of(Severity.ERROR, e)));
    }
    String number = exists(findings);
    if (findings.isEmpty()) {
      canPay(findings);
      mayDeploy(findings);
    }
    return new Result(number, findings);
  }

  private @Nullable String exists(List<Finding> findings) {
    String project = api.project();
    try {
      JsonView found =
          api.get(GoogleService.CLOUDRESOURCEMANAGER, "v3/projects/" + Paths.encoded(project));
      String state = found.get("state").stringOrNull();
      if (state != null && !state.equals("ACTIVE")) {
        findings.add(
            Finding.error(
                "The project " + project + " cannot be used",
                "its state is " + state,
                "Restore it with: gcloud projects undelete "
                    + project
                    + ", or choose another with -Dgcp.project="));
      }
      String name = found.get("name").string(); // projects/NUMBER
      return name.substring(name.indexOf('/') + 1);
    } catch (GoogleApiException e) {
      if (e.status() == 401 || e.status() == 404 || isDenied(e)) {
        findings.add(
            Finding.error(
                "The project " + project + " cannot be read",
                e.status() == 401
                    ? e.reason()
                    : "there is no such project, or the account may not see it",
                e.status() == 401
                    ? e.remedy()
                    : "Check -Dgcp.project= (the id, not the name or number) against: gcloud projects"
                        + " list"));
      } else {
        findings.add(unknown("Whether the project " + project + " exists is not known", e));
      }
      return null;
    }
  }

  private static boolean isDenied(GoogleApiException e) {
    return e.status() == 403
        && (e.code().equals("PERMISSION_DENIED") || e.code().equals("IAM_PERMISSION_DENIED"));
  }

  private void canPay(List<Finding> findings) {
    String project = api.project();
    try {
      JsonView info =
          api.get(
              GoogleService.CLOUDBILLING, "v1/projects/" + Paths.encoded(project) + "/billingInfo");
      if (!info.get("billingEnabled").flag(false)) {
        findings.add(
            Finding.error(
                "The project " + project + " has no billing",
                "no open billing account is linked to it, and Cloud Run needs one",
                new Refusals(project).billing()));
      }
    } catch (GoogleApiException e) {
      findings.add(unknown("Whether the project " + project + " has billing is not known", e));
    }
  }

  private void mayDeploy(List<Finding> findings) {
    String project = api.project();
    Set<String> missing = new LinkedHashSet<>(NEEDED);
    try {
      JsonView answer =
          api.post(
              GoogleService.CLOUDRESOURCEMANAGER,
              "v3/projects/" + Paths.encoded(project) + ":testIamPermissions",
              Map.of("permissions", NEEDED));
      for (JsonView held : answer.get("permissions").items()) {
        missing.remove(held.string());
      }
    } catch (GoogleApiException e) {
      findings.add(unknown("Whether the account may deploy is not known", e));
      return;
    }
    Map<String, List<String>> byRole = new LinkedHashMap<>();
    for (String permission : missing) {
      String role = String.valueOf(Roles.holding(permission));
      byRole.computeIfAbsent(role, r -> new ArrayList<>()).add(permission);
    }
    byRole.forEach(
        (role, permissions) ->
            findings.add(
                Finding.error(
                    "The account lacks " + role + " on " + project,
                    "it may not " + String.join(", ", permissions),
                    "An owner can grant it: " + Roles.grant(project, role))));
  }

  private static Finding unknown(String problem, GoogleApiException e) {
    return Finding.warning(problem, e.reason(), e.remedy());
  }
}
