// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingJobSettingTest {
  @TempDir Path folder;

  @Test
  void aJobThatNothingOnTheClassPathCanStartIsRefusedAtTheStart() {
    assertThatThrownBy(
            () ->
                new Served(
                    TrainingOverHttpTest.Parrot.class,
                    folder,
                    Map.of("LSML_TRAINING_JOB", "projects/p/locations/l/jobs/j")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "LSML_TRAINING_JOB=projects/p/locations/l/jobs/j is no job that this backend can start;"
                + " it knows none, since those of Google come with lsml-gcp-function and those of"
                + " AWS with lsml-aws-lambda, and neither is on the class path. Unset it to train in"
                + " a thread of this process.");
  }
}
