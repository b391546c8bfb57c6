// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import dev.lsml.deploy.DeployException;

/** Makes what is deployed: the image of the backend, or its package. */
@FunctionalInterface
public interface Images {
  /**
   * Builds it and takes what is not there yet to where the cloud finds it.
   *
   * @param name what an image is called, with registry and without tag
   * @return the same with its digest, or the address of a package, with its digest too
   * @throws DeployException when it cannot be built or pushed
   */
  String push(String name);
}
