// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.plan.SecretNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployed backend as its cloud tells of it: what whoever looks after one needs of that cloud.
 * Methods that ask the cloud throw {@link DeployException} when it refuses.
 */
public interface Backend {
  /** The service's name. */
  String service();

  /** The service and where it is, for people. */
  String place();

  /** What this cloud calls a state of the service that can serve, such as {@code Revision}. */
  String revisionTitle();

  /**
   * The service as it is.
   *
   * @throws DeployException also when it was never deployed
   */
  DeployedService deployed();

  /**
   * How its last trainings went, in lines for people; at least one.
   *
   * @param deployed the service
   */
  List<String> trainings(DeployedService deployed);

  /** What its secrets are called. */
  SecretNames secretNames();

  /** The value of a secret; {@code null} when there is none. */
  @Nullable String secret(String name);

  /** What it logs, trainings included. */
  LogSource logs();
}
