// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

/** An {@code &amp;} or {@code &#233;} in text or in an attribute's value. */
final class XmlReference {
  private static final String NO_AMPERSAND = "Write &amp; where an ampersand is meant";

  private XmlReference() {}

  /**
   * Reads the reference that starts here and returns its code point.
   *
   * @throws LabelConfigException when it is malformed or names any other entity than XML's five
   */
  static int read(XmlText in) {
    int start = in.pos++;
    if (in.take("#")) {
      return number(in, start);
    }
    String name = in.name();
    if (name == null || !in.take(";")) {
      throw in.error(start, "after '&' the name of an entity and a ';' are needed", NO_AMPERSAND);
    }
    switch (name) {
      case "amp":
        return '&';
      case "lt":
        return '<';
      case "gt":
        return '>';
      case "quot":
        return '"';
      case "apos":
        return '\'';
      default:
        throw in.error(
            start,
            "XML has no entity '&" + name + ";'",
            (name.equals("nbsp") ? "Write &#160; instead" : "Write the character itself, or &#...;")
                + "; XML knows only &amp; &lt; &gt; &quot; &apos;");
    }
  }

  private static int number(XmlText in, int start) {
    int radix = in.take("x") ? 16 : 10;
    int digits = in.pos;
    int code = 0;
    for (int d = digit(in, radix); d >= 0; d = digit(in, radix)) {
      // Stays above every code point once it is, so that it cannot wrap around.
      code = Math.min(code * radix + d, Character.MAX_CODE_POINT + 1);
      in.pos++;
    }
    if (in.pos == digits || !in.take(";")) {
      throw in.error(
          start, "after '&#' a number and a ';' are needed", "Write it like &#233; or &#xE9;");
    }
    if (!XmlNames.isAllowed(code)) {
      throw in.error(
          start,
          in.text.substring(start, in.pos) + " is no character that XML allows",
          "Remove it");
    }
    return code;
  }

  private static int digit(XmlText in, int radix) {
    char c = in.peek();
    return c < 0x80 ? Character.digit(c, radix) : -1;
  }
}
