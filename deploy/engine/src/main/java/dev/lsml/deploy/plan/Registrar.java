// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.Finding;
import java.util.List;

/** Tells Label Studio of backends. */
public interface Registrar {
  /** Looks whether Label Studio answers and takes the key; throws nothing. */
  List<Finding> check(LabelStudio labelStudio);

  /**
   * Registers a backend in the project, or corrects its registration; does nothing when all is as
   * it should be.
   *
   * @return what was done, in lines for people
   * @throws DeployException when Label Studio refuses
   */
  List<String> register(LabelStudio labelStudio, String endpointUrl, Access access);

  /**
   * Removes the registrations of a backend, wherever they are; does nothing when there is none.
   *
   * @return what was done, in lines for people
   * @throws DeployException when Label Studio refuses
   */
  List<String> unregister(LabelStudio labelStudio, String endpointUrl);
}
