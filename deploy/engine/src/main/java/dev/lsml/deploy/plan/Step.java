// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import java.util.List;

/**
 * One step of a plan. Immutable; holds no secret.
 *
 * @param kind what is done
 * @param title the same for people, in one line
 * @param calls the commands and calls it consists of, in order
 */
public record Step(Kind kind, String title, List<String> calls) {
  /** Copies the list. */
  public Step {
    calls = List.copyOf(calls);
  }

  /** What can be done. */
  public enum Kind {
    /** Looks for all that would go wrong later. */
    CHECK,
    /** Makes the place where Terraform keeps its state. */
    STATE_STORE,
    /** Applies the root that everything else stands on. */
    BOOTSTRAP,
    /** Builds what runs, and takes it to where the cloud finds it. */
    IMAGE,
    /** Reads the secrets, and makes those that are missing. */
    SECRETS,
    /** Shows what would change in the service. */
    PREVIEW,
    /** Applies a first deployment. */
    APPLY,
    /** Applies a further deployment beside the one that serves. */
    CANDIDATE,
    /** Waits until what was applied answers. */
    GATE,
    /** Protects against deletion what proved itself. */
    PROTECT,
    /** Gives the traffic to what was applied. */
    SHIFT,
    /** Puts back what served before. */
    RESTORE,
    /** Tells Label Studio. */
    REGISTER,
    /** Says where the backend answers. */
    REPORT,
    /** Asks whether it is meant. */
    CONFIRM,
    /** Tells Label Studio to forget the backend. */
    UNREGISTER,
    /** Takes the protection from what is to be deleted. */
    UNPROTECT,
    /** Deletes the service and what belongs to it alone. */
    DESTROY_SERVICE,
    /** Deletes what the service stood on. */
    DESTROY_BOOTSTRAP,
    /** Deletes the place of Terraform's state. */
    DELETE_STATE_STORE,
    /** Says what is left. */
    LEFT
  }
}
