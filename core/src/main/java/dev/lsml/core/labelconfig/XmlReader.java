// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the XML that label configs are written in: elements, attributes, the five predefined
 * entities, character references, comments, CDATA, processing instructions and the XML declaration,
 * whose encoding is ignored since the text is decoded already. Document type declarations are
 * refused, and with them every entity attack. Time and memory are linear in the length of the text;
 * nesting does not use the thread's stack.
 *
 * <p>Stricter than it need be nowhere: whatever is accepted, a conforming parser accepts with the
 * same elements and attributes. Prefixes are kept as part of names.
 */
final class XmlReader {
  /** As many as libxml2 allows, which Label Studio reads configs with. */
  static final int MAX_DEPTH = 256;

  static final int MAX_ELEMENTS = 200_000;

  private final XmlText in;
  private final List<XmlElement> elements = new ArrayList<>();

  private XmlReader(XmlText in) {
    this.in = in;
  }

  /**
   * Reads a document.
   *
   * @return all its elements in document order, the root first
   * @throws LabelConfigException when it is not such XML, or over a limit
   */
  static List<XmlElement> read(String text) {
    XmlReader reader = new XmlReader(new XmlText(text));
    reader.document();
    return reader.elements;
  }

  private void document() {
    XmlDeclaration.skip(in);
    misc();
    if (in.peek() != '<') {
      throw in.error(
          in.pos,
          "an element is needed but " + in.found(),
          "Start the config with <View> and end it with </View>");
    }
    content(startTag(null));
    misc();
    if (!in.atEnd()) {
      throw in.error(
          in.pos,
          "there is more after the end of the outermost element",
          "Put everything into one <View>");
    }
  }

  /** Steps over what may stand before and after the outermost element. */
  private void misc() {
    do {
      in.skipSpace();
    } while (commentOrInstruction());
  }

  private void content(@Nullable XmlElement outermost) {
    XmlElement open = outermost;
    while (open != null) {
      char c = in.peek();
      if (in.atEnd()) {
        throw in.error(
            open.position(),
            "<" + open.name() + "> is never closed",
            "Add </" + open.name() + "> or end the tag with />");
      } else if (c == '&') {
        XmlReference.read(in);
      } else if (c != '<') {
        if (in.sees("]]>")) {
          throw in.error(in.pos, "]]> may not stand in text", "Write ]]&gt;");
        }
        in.pos++;
      } else if (in.sees("</")) {
        open = endTag(open);
      } else if (in.sees("<![CDATA[")) {
        int start = in.pos;
        in.pos += 9;
        in.until("]]>", start, "the CDATA section");
      } else if (!commentOrInstruction()) {
        XmlElement child = startTag(open);
        open = child == null ? open : child;
      }
    }
  }

  /** Reads a start tag and returns the element, or {@code null} when it is closed at once. */
  private @Nullable XmlElement startTag(@Nullable XmlElement parent) {
    int start = in.pos++;
    String name = in.name();
    if (name == null) {
      throw in.error(
          start,
          "after '<' a tag's name is needed but " + in.found(),
          "Write &lt; where a less-than sign is meant");
    }
    Map<String, String> attributes = attributes(name, start);
    int depth = parent == null ? 1 : parent.depth() + 1;
    XmlElement element = new XmlElement(name, attributes, parent, depth, start);
    elements.add(element);
    if (depth > MAX_DEPTH || elements.size() > MAX_ELEMENTS) {
      throw in.error(
          start,
          depth > MAX_DEPTH
              ? "tags are nested deeper than " + MAX_DEPTH + " levels"
              : "there are more than " + MAX_ELEMENTS + " tags",
          "Make the config simpler");
    }
    if (in.take("/>")) {
      return null;
    }
    if (!in.take(">")) {
      throw in.error(
          in.pos,
          "in <" + name + "> an attribute or '>' is needed but " + in.found(),
          "Write attributes as name=\"value\" with a space before each");
    }
    return element;
  }

  private Map<String, String> attributes(String tag, int start) {
    Map<String, String> attributes = new LinkedHashMap<>();
    while (in.skipSpace()) {
      int at = in.pos;
      String name = in.name();
      if (name == null) {
        break;
      }
      in.skipSpace();
      if (!in.take("=")) {
        throw in.error(
            in.pos,
            "after attribute '" + name + "' an '=' is needed but " + in.found(),
            "Write " + name + "=\"value\"");
      }
      in.skipSpace();
      if (attributes.put(name, value(name)) != null) {
        throw in.error(
            at, "<" + tag + "> has attribute '" + name + "' twice", "Remove one of the two");
      }
    }
    if (in.atEnd()) {
      throw in.error(start, "the tag <" + tag + " has no end", "Add > or />");
    }
    return Collections.unmodifiableMap(attributes);
  }

  /** Reads a quoted value; white space characters read as spaces (XML 1.0 §3.3.3). */
  private String value(String name) {
    int start = in.pos;
    char quote = in.peek();
    if (quote != '"' && quote != '\'') {
      throw in.error(
          start,
          "the value of '" + name + "' must stand in quotes but " + in.found(),
          "Write " + name + "=\"value\"");
    }
    in.pos++;
    StringBuilder value = new StringBuilder();
    for (char c = in.peek(); c != quote; c = in.peek()) {
      if (in.atEnd()) {
        throw in.error(
            start, "the value of '" + name + "' has no closing " + quote, "Add the quote");
      } else if (c == '<') {
        throw in.error(
            in.pos, "'<' may not stand in the value of '" + name + "'", "Write &lt; instead");
      } else if (c == '&') {
        value.appendCodePoint(XmlReference.read(in));
      } else if (c == '\r' && in.text.startsWith("\n", in.pos + 1)) {
        in.pos++;
      } else {
        value.append(XmlNames.isSpace(c) ? ' ' : c);
        in.pos++;
      }
    }
    in.pos++;
    return value.toString();
  }

  private @Nullable XmlElement endTag(XmlElement open) {
    int start = in.pos;
    in.pos += 2;
    String name = in.name();
    in.skipSpace();
    if (!open.name().equals(name) || !in.take(">")) {
      throw in.error(
          start,
          "</"
              + open.name()
              + "> is needed here, to close the tag opened at "
              + in.place(open.position()),
          "Close tags in the opposite order of opening");
    }
    return open.parent();
  }

  /** Steps over a comment or a processing instruction if one is next. */
  private boolean commentOrInstruction() {
    int start = in.pos;
    if (in.take("<!--")) {
      String comment = in.until("--", start, "the comment");
      if (!in.take(">")) {
        throw in.error(
            start + 4 + comment.length(), "-- may not stand in a comment", "Write - - instead");
      }
      return true;
    } else if (in.take("<?")) {
      String target = in.name();
      if (target == null || target.equalsIgnoreCase("xml")) {
        throw in.error(
            start,
            target == null
                ? "after '<?' a name is needed but " + in.found()
                : "an XML declaration may stand only at the very start",
            "Remove it");
      }
      if (!in.sees("?>") && !in.skipSpace()) {
        throw in.error(in.pos, "after '<?" + target + "' a space is needed", "Add it");
      }
      in.until("?>", start, "the processing instruction");
      return true;
    } else if (in.sees("<!") && !in.sees("<![CDATA[")) {
      throw in.error(
          start,
          "document type and entity declarations are refused, since they can read files and"
              + " exhaust memory",
          "Remove everything from <! to >; a label config needs none");
    }
    return false;
  }
}
