// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs an image, and what it wants of one. */
public enum Platform {
  /** A container that serves HTTP. */
  CLOUD_RUN {
    @Override
    boolean servesHttp() {
      return true;
    }

    @Override
    void unpack(StagedApp app) {}

    @Override
    List<String> files() {
      return List.of();
    }

    @Override
    List<String> flags(String folder, @Nullable Jdk runtime) {
      return List.of();
    }

    @Override
    TrainingStage stage(Program program) throws IOException {
      return new CloudRunStage();
    }
  },

  /** A function that asks for events; it runs as any user, and may write to {@code /tmp} only. */
  LAMBDA {
    @Override
    boolean servesHttp() {
      return false;
    }

    @Override
    void unpack(StagedApp app) throws IOException {
      LambdaClient.unpack(app);
    }

    @Override
    List<String> files() {
      return List.of(LambdaClient.UNPACKED);
    }

    @Override
    List<String> flags(String folder, @Nullable Jdk runtime) {
      return LambdaClient.flags(folder, runtime);
    }

    @Override
    TrainingStage stage(Program program) throws IOException {
      return new LambdaStage(program);
    }
  };

  /** Tells whether the program listens on a port. */
  abstract boolean servesHttp();

  /** Adds to the staged application what it needs beside its jars. */
  abstract void unpack(StagedApp app) throws IOException;

  /** What {@link #unpack} adds, relative to the working folder. */
  abstract List<String> files();

  /**
   * Flags of the JVM beside the usual ones.
   *
   * @param folder where the application is
   * @param runtime {@code null} when the base image brings its own Java
   */
  abstract List<String> flags(String folder, @Nullable Jdk runtime);

  /** Stands in for it in a training run. */
  abstract TrainingStage stage(Program program) throws IOException;
}
