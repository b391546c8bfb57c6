// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An element with its attributes in document order. Text is not kept: no rule reads it.
 *
 * @param name as written, prefix included
 * @param parent {@code null} for the root
 * @param depth 1 for the root
 * @param position offset of its start tag in the document
 */
record XmlElement(
    String name,
    Map<String, String> attributes,
    @Nullable XmlElement parent,
    int depth,
    int position) {

  /** The attribute's value, {@code null} when absent. */
  @Nullable String attribute(String key) {
    return attributes.get(key);
  }

  /** The attribute's value, {@code null} when absent or empty: most rules make no difference. */
  @Nullable String filled(String key) {
    String value = attributes.get(key);
    return value == null || value.isEmpty() ? null : value;
  }
}
