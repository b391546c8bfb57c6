// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.health;

import java.time.Duration;
import java.util.List;

/** What the health gate found. */
public sealed interface Health {

  /**
   * The backend answers as Label Studio needs it to.
   *
   * @param firstAnswer from the first call to the first good answer, cold start included
   * @param health of the last {@code GET /health}
   * @param setup of the last {@code POST /setup}
   * @param modelVersion what it said is in force
   */
  record Good(Duration firstAnswer, Duration health, Duration setup, String modelVersion)
      implements Health {

    /** In one line, as it is shown. */
    @Override
    public String toString() {
      return "first answer after "
          + firstAnswer.toMillis()
          + " ms, then /health in "
          + health.toMillis()
          + " ms and /setup in "
          + setup.toMillis()
          + " ms, model version "
          + modelVersion;
    }
  }

  /**
   * It does not.
   *
   * @param problem what does not work
   * @param cause why, as far as the answers tell
   * @param seen the answers that differed from the one before, each with its time
   * @param remedy where to look and what to do
   */
  record Bad(String problem, String cause, List<String> seen, String remedy) implements Health {
    /** Copies the list. */
    public Bad {
      seen = List.copyOf(seen);
    }

    /** In some lines, as it is shown. */
    @Override
    public String toString() {
      return problem + ": " + cause + ". " + remedy + "\nSeen: " + String.join("; ", seen);
    }
  }
}
