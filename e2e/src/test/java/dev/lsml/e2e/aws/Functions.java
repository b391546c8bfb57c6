// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.aws;

import java.io.IOException;
import java.net.URI;

/** Whoever runs the functions that were applied. */
public interface Functions {
  /**
   * A function URL was made.
   *
   * @param qualifier an alias, or {@code $LATEST}
   * @return where it is served, without a trailing slash
   */
  URI open(String function, String qualifier) throws IOException;

  /** The function URL is no more. */
  void close(String function, String qualifier);

  /** How far the snapshot of a version is; the first to ask has it made. Returns at once. */
  Snapshot snapshot(String function, String version);

  /**
   * How Lambda tells it.
   *
   * @param state {@code Pending}, {@code Active} or {@code Failed}
   * @param reason of a failure, else empty
   */
  record Snapshot(String state, String reason) {
    /** It is being made. */
    public static final Snapshot PENDING = new Snapshot("Pending", "");

    /** It is there. */
    public static final Snapshot ACTIVE = new Snapshot("Active", "");
  }

  /** The function with all its versions is no more. */
  void deleted(String function);
}
