// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.store;

import com.google.cloud.storage.StorageException;
import dev.lsml.core.store.StoreException;
import dev.lsml.gcp.http.Backoff;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** What the failures of Google's client mean. */
final class GcsFailures {
  private GcsFailures() {}

  /**
   * Whether a failed write is certain to have changed nothing: the server refused it (4xx), or
   * there was no connection to send it on.
   */
  static boolean wroteNothing(StorageException e) {
    if (e.getCode() >= 400 && e.getCode() < 500 && e.getCode() != 408) {
      return true;
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof NoRouteToHostException) {
        return true;
      }
    }
    return false;
  }

  /** Whether the same call may succeed later. */
  static boolean mayPass(Exception e) {
    int status = status(e);
    return status == 0 || Backoff.isPassing(status);
  }

  static StoreException of(String operation, GcsLocation location, Exception e) {
    int status = status(e);
    String said = message(e);
    String reason =
        status == 0
            ? location + " cannot be reached: " + said
            : GcsProblems.refused(location, status, "it answered " + status + ": " + said);
    return new StoreException(operation, reason, mayPass(e), e);
  }

  /** 0 when there was no answer. */
  private static int status(Exception e) {
    return e instanceof StorageException storage ? Math.max(0, storage.getCode()) : 0;
  }

  private static String message(@Nullable Throwable e) {
    return e == null ? "" : String.valueOf(e.getMessage()).strip();
  }
}
