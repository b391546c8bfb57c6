// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.store;

import dev.lsml.gcp.http.Refusal;

/** What to say, and to do, when Cloud Storage refuses. */
final class GcsProblems {
  private GcsProblems() {}

  static String refused(GcsLocation location, Refusal refusal) {
    return refused(location, refusal.status(), String.valueOf(refusal.getMessage()));
  }

  static String refused(GcsLocation location, int status, String said) {
    String remedy =
        switch (status) {
          case 401 -> "; the credentials are not valid (any more)";
          case 403 ->
              "; give the service account the role roles/storage.objectUser on the bucket "
                  + location.bucket();
          case 404 -> "; is there a bucket " + location.bucket() + "? LSML_STORE names it";
          default -> "";
        };
    return location + " refuses: " + said + remedy;
  }
}
