// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import dev.lsml.deploy.DeployException;

/** Makes the image of the backend that is deployed. */
@FunctionalInterface
public interface Images {
  /**
   * Builds it and pushes what the registry does not have.
   *
   * @param name what it is called, with registry and without tag
   * @return the same with its digest
   * @throws DeployException when it cannot be built or pushed
   */
  String push(String name);
}
