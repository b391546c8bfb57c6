// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

/** A value that is known only after the apply. */
enum Unknown {
  VALUE
}
