// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stands in for the cloud around a backend in its training run. Used by one thread at a time. */
interface TrainingStage extends AutoCloseable {
  /** The variables that the platform gives the backend. */
  Map<String, String> environment();

  /** What the backend is started with. */
  List<String> arguments();

  /** Tells whether the backend takes questions. */
  boolean isUp() throws InterruptedException;

  /**
   * Asks the backend as Label Studio would through the platform.
   *
   * @param body in JSON; {@code null} for a GET
   * @return the status, 0 when there was no answer
   */
  int ask(String path, byte @Nullable [] body) throws InterruptedException;

  @Override
  void close();
}
