// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import dev.lsml.core.json.JsonView;
import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.terraform.TerraformCommands.Purpose;
import java.util.List;

/**
 * What a deployment asks of Terraform. All methods throw {@link DeployException} when Terraform
 * fails. Used by one thread at a time.
 */
public interface Terraform {

  /** Lays out the root's files and connects to its state. */
  void init(TerraformRoot root);

  /**
   * Compares what is wanted with what there is, and saves what is to be done.
   *
   * @param targets addresses that it is limited to, none for all
   */
  PlannedChanges plan(
      TerraformRoot root, TerraformVariables variables, Purpose purpose, List<String> targets);

  /**
   * Does what the last plan said. Where the cloud has not yet learned of a permission or an API
   * that was given a moment ago, it is planned and done again.
   *
   * @param variables those of the plan; their secrets are in no plan and are given again
   * @return the outputs, as {@link #outputs} gives them
   */
  JsonView apply(TerraformRoot root, TerraformVariables variables);

  /** The root's outputs: an object of objects with a {@code value} each. */
  JsonView outputs(TerraformRoot root);
}
