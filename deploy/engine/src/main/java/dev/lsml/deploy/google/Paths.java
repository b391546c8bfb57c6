// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.google;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Puts names into paths and queries. */
final class Paths {
  private Paths() {}

  /** A name as one path segment or query value. */
  static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
