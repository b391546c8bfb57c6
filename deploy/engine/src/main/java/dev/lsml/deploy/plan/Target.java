// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import dev.lsml.deploy.terraform.TerraformRoot;
import java.util.List;

/**
 * Where a service is deployed to, as far as it follows from its name and settings alone; made by a
 * cloud. Immutable.
 *
 * @param cloud the cloud's name for people, such as {@code Google Cloud Run}
 * @param place where there, such as {@code project p, region us-central1}
 * @param service the service's name
 * @param stateStore the store of Terraform's state, such as {@code gs://p-reviews-state}
 * @param modelStore the store of the models
 * @param image what images are called, without tag
 * @param bootstrap the root that everything else stands on
 * @param registryAddress the address in the bootstrap root of what may go although models stay
 * @param root the root of the service
 * @param precious the types of resources that must not be lost unasked
 * @param calls what is called beside Terraform
 */
public record Target(
    String cloud,
    String place,
    String service,
    String stateStore,
    String modelStore,
    String image,
    TerraformRoot bootstrap,
    String registryAddress,
    TerraformRoot root,
    List<String> precious,
    Calls calls) {

  /** Copies the list. */
  public Target {
    precious = List.copyOf(precious);
  }

  /**
   * The calls to the cloud itself, as they are shown.
   *
   * @param check reads whether a deployment can succeed
   * @param makeStateStore makes the store of the state unless it is there
   * @param readSecrets reads the backend's own secrets
   * @param readApiKey reads the key of Label Studio that the backend has
   * @param deleteStateStore deletes the store of the state with all in it
   */
  public record Calls(
      List<String> check,
      List<String> makeStateStore,
      List<String> readSecrets,
      List<String> readApiKey,
      List<String> deleteStateStore) {
    /** Copies the lists. */
    public Calls {
      check = List.copyOf(check);
      makeStateStore = List.copyOf(makeStateStore);
      readSecrets = List.copyOf(readSecrets);
      readApiKey = List.copyOf(readApiKey);
      deleteStateStore = List.copyOf(deleteStateStore);
    }
  }

  /** Its name for people. */
  public String title() {
    return service + " on " + cloud + " (" + place + ")";
  }
}
