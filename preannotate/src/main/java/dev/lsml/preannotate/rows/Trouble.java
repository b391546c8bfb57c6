// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate.rows;

import org.jspecify.annotations.Nullable;

/**
 * A run cannot begin or go on. The message states problem, cause and remedy, and is fit to be
 * shown.
 */
public final class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one. */
  public Trouble(String problem, String cause, String remedy) {
    this(problem, cause, remedy, null);
  }

  /** Makes one that something else caused. */
  public Trouble(String problem, String cause, String remedy, @Nullable Throwable origin) {
    super(problem + ": " + cause + ". " + remedy, origin);
  }
}
