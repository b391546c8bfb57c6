// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import org.jspecify.annotations.Nullable;

/**
 * A task's file could not be had. The message names the task, the step that failed, the cause and
 * the remedy; it holds no credentials and no query string. Meant to fail one task and not its
 * batch.
 */
public final class TaskFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The steps on the way to a file, in their order. */
  public enum Step {
    /** Understanding the value. */
    READ_ADDRESS("reading the address"),
    /** Reading a file that is mounted here. */
    LOCAL_FILE("reading the local file"),
    /** Getting leave from Label Studio. */
    LABEL_STUDIO("asking Label Studio"),
    /** Looking up a host name. */
    LOOK_UP("looking up the host"),
    /** Checking that an address may be reached on a task's word. */
    CHECK_ADDRESS("checking the host's address"),
    /** Making a connection. */
    CONNECT("connecting"),
    /** Following a redirect. */
    REDIRECT("following a redirect"),
    /** Receiving the content. */
    DOWNLOAD("downloading"),
    /** Putting the content into the cache. */
    CACHE("storing the file in the cache");

    private final String words;

    Step(String words) {
      this.words = words;
    }
  }

  private final Step step;
  private final String reason;
  private final String remedy;

  TaskFileException(
      String file, Step step, String reason, String remedy, @Nullable Throwable cause) {
    super(
        "cannot get " + file + ", failed at " + step.words + ": " + reason + ". " + remedy, cause);
    this.step = step;
    this.reason = reason;
    this.remedy = remedy;
  }

  /** The step that failed. */
  public Step step() {
    return step;
  }

  /** Why it failed. */
  public String reason() {
    return reason;
  }

  /** What can be done about it. */
  public String remedy() {
    return remedy;
  }
}
