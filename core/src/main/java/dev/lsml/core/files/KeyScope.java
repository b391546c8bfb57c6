// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import dev.lsml.core.labelstudio.BaseUrl;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The part of Label Studio that a task may have opened with the key: the paths under which task
 * files are served (protocol §5.4). A task can name any other path too, such as the export of
 * somebody else's project, and gets that without the key.
 */
final class KeyScope {
  private KeyScope() {}

  static boolean covers(BaseUrl base, WebAddress address) {
    if (!address.origin().equals(base.origin())) {
      return false;
    }
    int question = address.target().indexOf('?');
    String path = question < 0 ? address.target() : address.target().substring(0, question);
    if (!path.startsWith(base.path() + "/") || climbs(path)) {
      return false;
    }
    String below = path.substring(base.path().length());
    boolean signs = below.endsWith("/presign/") || below.endsWith("/resolve/");
    return below.startsWith("/data/")
        || below.startsWith("/storage-data/")
        || (signs && (below.startsWith("/tasks/") || below.startsWith("/projects/")));
  }

  /** Whether a server that tidies paths could end up elsewhere. */
  private static boolean climbs(String path) {
    String decoded;
    try {
      decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return true;
    }
    for (String segment : decoded.split("[/\\\\]", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        return true;
      }
    }
    return false;
  }
}
