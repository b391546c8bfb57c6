// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import java.util.function.Consumer;

/** Says every quarter of the way how far a long step is. Thread-safe. */
final class ProgressLine {
  private static final int STEP = 25;

  private final String done;
  private final Consumer<String> progress;
  private int told;

  ProgressLine(String done, Consumer<String> progress) {
    this.done = done;
    this.progress = progress;
  }

  /** Takes the part that is done, from 0 to 1. */
  synchronized void at(double part) {
    int step = (int) Math.floor(part * 100 / STEP) * STEP;
    if (step > told) {
      told = step;
      progress.accept("Image: " + step + " % " + done);
    }
  }
}
