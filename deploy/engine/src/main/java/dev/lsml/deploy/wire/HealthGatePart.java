// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.wire;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.health.Health;
import dev.lsml.deploy.health.HealthGate;
import dev.lsml.deploy.plan.Access;
import dev.lsml.deploy.plan.Gate;
import java.net.URI;
import java.util.function.Consumer;

/** The health gate with Label Studio's time limits. Thread-safe. */
public final class HealthGatePart implements Gate {
  private final HealthGate gate;
  private final Consumer<String> progress;

  /** Makes one. */
  public HealthGatePart(HealthGate gate, Consumer<String> progress) {
    this.gate = gate;
    this.progress = progress;
  }

  @Override
  public void pass(String url, Access access) {
    Health health =
        gate.check(
            URI.create(url),
            access.user(),
            access.password(),
            line -> progress.accept("  " + line));
    if (health instanceof Health.Bad bad) {
      for (String line : bad.seen()) {
        progress.accept("  seen: " + line);
      }
      throw new DeployException(bad.problem(), bad.cause(), bad.remedy());
    }
    progress.accept("  " + health);
  }
}
