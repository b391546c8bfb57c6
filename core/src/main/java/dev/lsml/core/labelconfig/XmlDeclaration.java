// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

/** The {@code <?xml version="1.0" encoding="UTF-8"?>} that may open a document. */
final class XmlDeclaration {
  private XmlDeclaration() {}

  /** Steps over the declaration if there is one. Its encoding says nothing about decoded text. */
  static void skip(XmlText in) {
    int start = in.pos;
    if (!in.sees("<?xml")
        || in.text.length() <= start + 5
        || !XmlNames.isSpace(in.text.charAt(start + 5))) {
      return;
    }
    in.pos += 5;
    boolean ok = in.skipSpace() && value(in, "version").equals("1.0");
    boolean space = in.skipSpace();
    if (ok && space && in.sees("encoding")) {
      ok = !value(in, "encoding").isEmpty();
      space = in.skipSpace();
    }
    if (ok && space && in.sees("standalone")) {
      String standalone = value(in, "standalone");
      ok = standalone.equals("yes") || standalone.equals("no");
      in.skipSpace();
    }
    if (!ok || !in.take("?>")) {
      throw in.error(
          start,
          "the XML declaration is malformed",
          "Write <?xml version=\"1.0\" encoding=\"UTF-8\"?> or leave it out");
    }
  }

  /** Reads {@code name="value"}; empty, which no caller accepts, for anything else. */
  private static String value(XmlText in, String name) {
    if (in.take(name)) {
      in.skipSpace();
      if (in.take("=")) {
        in.skipSpace();
        char quote = in.peek();
        int end = in.text.indexOf(quote, in.pos + 1);
        if ((quote == '"' || quote == '\'') && end > 0) {
          String value = in.text.substring(in.pos + 1, end);
          in.pos = end + 1;
          return value;
        }
      }
    }
    return "";
  }
}
