// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.plan;

/** Where people see what happens, and may be asked. */
public interface Screen {
  /** Shows a line. */
  void say(String line);

  /** Shows a line that deserves attention. */
  void warn(String line);

  /** Shows a line that programs read; nothing else is in it. */
  void result(String line);

  /**
   * Has something confirmed that cannot be undone.
   *
   * @param question what is going to happen
   * @param word what must be typed, or was given beforehand
   */
  boolean confirms(String question, String word);
}
