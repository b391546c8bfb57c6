// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.train;

/**
 * The points that a training passes, in order, each right after what it names has happened. Logged
 * in production; tests end the process at each of them.
 */
public enum TrainingStep {
  /** An event made a training due; nothing is stored yet. */
  WISHED,
  /** The pending training is stored; no worker knows yet. */
  PENDING_STORED,
  /** The worker is about to take the lease. */
  LEASE_WANTED,
  /** The lease is taken and holds the request; the pending training is still there too. */
  LEASE_TAKEN,
  /** The pending training is gone; events from now on ask for one more run. */
  PENDING_TAKEN,
  /** The labelled tasks are here and cleaned. */
  DATA_FETCHED,
  /** The model has fitted. */
  FITTED,
  /** One file is stored. */
  FILE_STORED,
  /** All files are stored. */
  FILES_STORED,
  /** The manifest is stored. */
  MANIFEST_STORED,
  /** The version is in force, and the lease given back. */
  PUBLISHED,
  /** One object that no version needs any more is deleted. */
  LEFTOVER_DELETED,
  /** All such objects are deleted. */
  CLEANED_UP,
  /** A run that did not end well is pending again; the lease is still held. */
  PENDING_AGAIN,
  /** The lease is given back without a new version. */
  GIVEN_BACK
}
