// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.result;

/** The rules that a prediction must keep (protocol §3.5). */
public enum ResultRule {
  /** Scores are numbers, and a prediction's is from 0 to 1. */
  SCORE,
  /** Everything can be written as JSON: no NaN, no foreign objects, no endless nesting. */
  JSON,
  /** {@code from_name}, {@code to_name}, {@code type} and {@code value} are there. */
  FIELDS,
  /** {@code from_name} is a control of the config. */
  FROM_NAME,
  /** {@code to_name} is an object of the config that the control labels. */
  TO_NAME,
  /** {@code type} is the control's tag in lower case. */
  TYPE,
  /** Labels are labels of the control. */
  LABELS,
  /** The value has the keys and kinds of its type. */
  VALUE,
  /** Coordinates lie in the image. */
  GEOMETRY,
  /** Relations join items that are there. */
  RELATION
}
