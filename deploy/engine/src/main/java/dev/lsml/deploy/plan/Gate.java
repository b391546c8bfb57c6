// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import dev.lsml.deploy.DeployException;

/** Decides whether what was deployed may serve. */
@FunctionalInterface
public interface Gate {
  /**
   * Wakes a backend and waits until it answers as it should.
   *
   * @param url its address, without a slash at the end
   * @throws DeployException when it does not in time, or answers wrongly; says which
   */
  void pass(String url, Access access);
}
