// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

/** The part of {@link TinyBackend} that a second edition of its jar changes. */
final class Greeting {
  private Greeting() {}

  static String text() {
    return "first edition ";
  }
}
