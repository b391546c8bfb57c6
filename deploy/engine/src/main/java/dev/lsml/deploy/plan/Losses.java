// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import dev.lsml.deploy.DeployException;
import dev.lsml.deploy.terraform.PlannedChanges;
import java.util.List;

/** Stands before changes that would lose what cannot be made again. Functions only. */
final class Losses {
  private Losses() {}

  /**
   * Returns when nothing precious would be lost, or a person wants it so.
   *
   * @throws DeployException otherwise; names what would be lost
   */
  static void confirm(PlannedChanges changes, Target target, Screen screen) {
    List<PlannedChanges.Change> losses = changes.losses(target.precious());
    if (losses.isEmpty()) {
      return;
    }
    String what = String.join(", ", losses.stream().map(PlannedChanges.Change::address).toList());
    ask("This deployment would delete " + what + " with all in it", target, screen);
  }

  /**
   * Returns when a person wants what serves to be deleted and made anew.
   *
   * @throws DeployException otherwise
   */
  static void confirmAnew(Target target, Deployed deployed, Screen screen) {
    ask(
        "This deployment would delete "
            + target.main()
            + " and make it anew: nothing answers meanwhile, "
            + target.revision(deployed.liveRevision())
            + " cannot be put back, and the address may be another one",
        target,
        screen);
  }

  private static void ask(String question, Target target, Screen screen) {
    if (!screen.confirms(question, target.service())) {
      throw new DeployException(
          question,
          "a setting that it was made with has changed",
          "Set it back; or, if that loss is meant, add -Dlsml.confirm="
              + target.service()
              + ". Nothing was changed");
    }
  }
}
