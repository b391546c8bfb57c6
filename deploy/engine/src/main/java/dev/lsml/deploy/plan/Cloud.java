// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import dev.lsml.deploy.terraform.TerraformVariables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cloud does in a deployment beside Terraform, and what it gives Terraform. Methods that ask
 * the cloud throw {@link DeployException} when it refuses. Used by one thread at a time.
 */
public interface Cloud {
  /** Where the service goes. Asks nobody. */
  Target target();

  /** Looks for all that would go wrong later; asks the cloud and throws nothing. */
  List<Finding> check();

  /** Tells whether there is a store of Terraform's state, so that there may be something else. */
  boolean hasState();

  /**
   * What serves now.
   *
   * @return {@code null} when nothing was deployed yet, or not to the end
   * @throws DeployException also when the state belongs to someone or somewhere else
   */
  @Nullable Deployed deployed();

  /** Makes the store of the state unless it is there, and says which in one line. */
  String makeStateStore();

  /** Deletes the store of the state with all in it. */
  void deleteStateStore();

  /**
   * What the bootstrap root is applied with.
   *
   * @param keepModels whether a destroy leaves the models
   */
  TerraformVariables bootstrapVariables(boolean keepModels);

  /** Reads the secrets, and makes up those that are missing. */
  Access access(@Nullable Deployed deployed);

  /**
   * What the service root is applied with.
   *
   * @param image what runs, image or package, with its digest
   * @param servingRevision keeps the traffic; empty for the newest
   * @param isProtected whether service and job refuse to be deleted
   */
  TerraformVariables serviceVariables(
      String image, String servingRevision, Access access, boolean isProtected);

  /**
   * Finishes what an interrupted deployment may have left half done and Terraform cannot see; does
   * nothing when there is nothing of it.
   *
   * @param deployed what serves
   * @return what was done, in one line; {@code null} for nothing
   */
  default @Nullable String settle(Deployed deployed) {
    return null;
  }

  /**
   * Lets callers reach what was applied, where the root cannot see to it; does nothing when they
   * can. Returns when the cloud has it ready to start, where the cloud can tell.
   *
   * @throws dev.lsml.deploy.DeployException when the cloud says that it cannot start
   */
  default void admitCallers(Deployed deployed) {}

  /**
   * What the service root is applied with before, and while, it is destroyed: as it is, but without
   * protection, and with stand-ins for the secrets.
   */
  TerraformVariables variablesToDestroy();

  /** The image or package of a revision; {@code null} when it cannot be learned. */
  @Nullable String imageOf(String revision);

  /** Tells whether the state has something that refuses to be deleted. */
  boolean isProtected();
}
