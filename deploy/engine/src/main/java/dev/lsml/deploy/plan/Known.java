// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a plan stands on; more of it becomes known while it is carried out. Immutable.
 *
 * @param deployed what serves now, {@code null} for nothing
 * @param image the image that was built, with its digest; {@code null} before
 * @param changes what Terraform found to change in the service
 */
public record Known(@Nullable Deployed deployed, @Nullable String image, Changes changes) {

  /** What Terraform found. */
  public enum Changes {
    /** It was not asked yet. */
    UNKNOWN,
    /** Nothing is to be changed. */
    NONE,
    /** Something is. */
    SOME,
    /** The service itself is made anew, so what served is gone, its revisions and its address. */
    ANEW
  }

  /** What is known before anything was done. */
  public static Known atFirst(@Nullable Deployed deployed) {
    return new Known(deployed, null, Changes.UNKNOWN);
  }

  /** The same, with the image. */
  public Known withImage(String built) {
    return new Known(deployed, built, changes);
  }

  /** The same, with what Terraform found. */
  public Known withChanges(Changes found) {
    return new Known(deployed, image, found);
  }
}
