// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.page;

import org.jspecify.annotations.Nullable;

/**
 * Builds HTML. What is not written in the source of this package goes through {@link #text}, which
 * is safe between tags and inside a quoted attribute. Used by one thread.
 */
final class Html {
  private final StringBuilder out = new StringBuilder(8192);

  /** Adds markup as it is; only for constants. */
  Html raw(String constant) {
    out.append(constant);
    return this;
  }

  /** Adds a value as text; nothing for {@code null}. */
  Html text(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        // Other control characters are not allowed in HTML, and may steer a terminal.
        default -> out.append(c < ' ' && c != '\n' && c != '\t' || c == 0x7f ? '\ufffd' : c);
      }
    }
    return this;
  }

  /** Adds a row of a description list, unless there is no value. */
  Html fact(String name, @Nullable Object value) {
    if (value != null) {
      raw("<div><dt>").raw(name).raw("</dt><dd>").text(value).raw("</dd></div>\n");
    }
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
