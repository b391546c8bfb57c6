// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import dev.lsml.deploy.terraform.TerraformRoot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a service is deployed to, as far as it follows from its name and settings alone; made by a
 * cloud. Immutable.
 *
 * @param cloud the cloud's name for people, such as {@code Google Cloud Run}
 * @param place where there, such as {@code project p, region us-central1}
 * @param service the service's name
 * @param stateStore the store of Terraform's state, such as {@code gs://p-reviews-state}
 * @param modelStore the store of the models
 * @param image what images are called, without tag, until the bootstrap root says where they go
 * @param bootstrap the root that everything else stands on
 * @param registryAddress the address in the bootstrap root of what may go although models stay
 * @param dataAddresses the addresses in the bootstrap root of what goes with all data; empty for
 *     everything in it
 * @param root the root of the service
 * @param main the address in that root of what serves; when it is made anew, its revisions are gone
 * @param precious the types of resources that must not be lost unasked
 * @param isProtectable whether service and job can be made to refuse their deletion
 * @param words what this cloud calls things
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
    List<String> dataAddresses,
    TerraformRoot root,
    String main,
    List<String> precious,
    boolean isProtectable,
    Words words,
    Calls calls) {

  /** Copies the lists. */
  public Target {
    dataAddresses = List.copyOf(dataAddresses);
    precious = List.copyOf(precious);
  }

  /**
   * What differs between clouds where people read a plan.
   *
   * @param bootstrap what the bootstrap root holds, such as {@code image repository, buckets}
   * @param artifact what is built, such as {@code image}
   * @param build what becomes of it: the title of the step
   * @param built the call that does it
   * @param revision what a state of the service that can serve is called, such as {@code revision}
   * @param service what the service root holds
   * @param left what stays in the cloud after a destroy whatever was asked, {@code null} for
   *     nothing
   */
  public record Words(
      String bootstrap,
      String artifact,
      String build,
      String built,
      String revision,
      String service,
      @Nullable String left) {}

  /**
   * The calls to the cloud itself, as they are shown.
   *
   * @param check reads whether a deployment can succeed
   * @param makeStateStore makes the store of the state unless it is there
   * @param readSecrets reads the backend's own secrets
   * @param readApiKey reads the key of Label Studio that the backend has
   * @param admitCallers lets callers reach what was applied, where the root cannot; empty for
   *     nothing
   * @param deleteStateStore deletes the store of the state with all in it
   */
  public record Calls(
      List<String> check,
      List<String> makeStateStore,
      List<String> readSecrets,
      List<String> readApiKey,
      List<String> admitCallers,
      List<String> deleteStateStore) {
    /** Copies the lists. */
    public Calls {
      check = List.copyOf(check);
      makeStateStore = List.copyOf(makeStateStore);
      readSecrets = List.copyOf(readSecrets);
      readApiKey = List.copyOf(readApiKey);
      admitCallers = List.copyOf(admitCallers);
      deleteStateStore = List.copyOf(deleteStateStore);
    }
  }

  /** A revision as people read of it, such as {@code revision reviews-00001-abc}. */
  public String revision(String name) {
    return words.revision() + " " + name;
  }

  /** Its name for people. */
  public String title() {
    return service + " on " + cloud + " (" + place + ")";
  }
}
