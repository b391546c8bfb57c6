// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.serve;

import dev.lsml.core.protocol.ProjectUid;
import dev.lsml.core.protocol.WebhookEvent;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.train.TrainingStatus;
import dev.lsml.core.version.TrainingRequest;
import org.jspecify.annotations.Nullable;

/** What serving needs of training. Thread-safe. */
public interface Training extends AutoCloseable {
  /**
   * Takes an event of a project as a hint that training may be due; whatever must not be lost is
   * stored when this returns. Does not train.
   *
   * @return the training that the event has made due; {@code null} when it made none due
   * @throws StoreException when a training is due but could not be noted
   */
  @Nullable TrainingRequest event(ProjectUid project, WebhookEvent event) throws StoreException;

  /**
   * Is told whenever Label Studio sets up a project: the moment to see to what was left to do for
   * it. Never fails.
   */
  default void met(ProjectUid project) {}

  /**
   * How training stands.
   *
   * @throws StoreException when the store cannot be read
   */
  TrainingStatus status(ProjectUid project) throws StoreException;

  /** Stops what trains here; what is pending stays in the store. */
  @Override
  void close();
}
