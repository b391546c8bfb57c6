// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

/** Predicts for the tasks of a Label Studio project. */
final class ProjectRun {
  ProjectRun(Work work) {}

  int run() {
    return 1;
  }
}
