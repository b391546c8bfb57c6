// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import dev.lsml.core.json.JsonView;
import dev.lsml.e2e.cloudrun.CloudService;
import dev.lsml.e2e.cloudrun.Execution;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The backend on Cloud Run. */
final class GcpDeployed extends Deployed {
  private final Rehearsal rehearsal;
  private final String service;

  GcpDeployed(Rehearsal rehearsal, String service) {
    this.rehearsal = rehearsal;
    this.service = service;
  }

  /** Its service in Cloud Run. */
  CloudService service() {
    return rehearsal.stage().service(service);
  }

  @Override
  URI endpoint() {
    return URI.create(
        String.valueOf(rehearsal.provider().resource("google_cloud_run_v2_service").get("uri")));
  }

  /** The image that Terraform has applied, with its digest. */
  String image() {
    JsonView applied = JsonView.of(rehearsal.provider().resource("google_cloud_run_v2_service"));
    JsonView template = applied.get("template").items().get(0);
    return template.get("containers").items().get(0).get("image").string();
  }

  /** How often anything was made, changed, deleted or refused by way of Terraform. */
  int changes() {
    return rehearsal.provider().log().size();
  }

  /** All executions of the job that trains. */
  List<Execution> executions() {
    return rehearsal.stage().job(service + "-train").executions();
  }

  /** Whether no execution runs. */
  boolean isAtRest() {
    return executions().stream().allMatch(execution -> execution.outcome().isDone());
  }

  /** The bucket with the models. */
  String models() {
    return Rehearsal.PROJECT + "-" + service + "-models";
  }

  @Override
  byte @Nullable [] stored(String key) {
    return rehearsal.storage().content(models(), key);
  }

  @Override
  String password() {
    return rehearsal.secrets().latest(service + "-basic-auth-pass");
  }
}
