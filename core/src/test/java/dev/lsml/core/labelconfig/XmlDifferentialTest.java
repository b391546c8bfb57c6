// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The reader and the JDK's SAX parser accept the same documents and see the same in them. */
class XmlDifferentialTest {
  private static final String[] NAMES = {"View", "Choices", "Label", "a", "ns:b", "_c-d.e", "été"};
  private static final String[] TEXTS = {
    "", "text", " \n\t\r\n", "&amp;", "&#233;", "&#x1F600;", "é", "a > b", "]] >", "'\"", "x=y", "-"
  };
  private static final String NOISE = "<>&;#\"'/!?-[]= \t\r\nxa:é\u0001";

  @Test
  void wellFormedDocumentsAreReadAlike() throws Exception {
    Random random = new Random(1);
    SAXParser sax = sax();
    for (int round = 0; round < 1500; round++) {
      String xml = document(random);
      List<String> expected = bySax(sax, xml);
      assertThat(expected).as("the generator makes XML: %s", xml).isNotEmpty();
      assertThat(byReader(xml)).as(xml).isEqualTo(expected);
    }
  }

  @Test
  void damagedDocumentsAreAcceptedOrRefusedAlike() throws Exception {
    Random random = new Random(2);
    SAXParser sax = sax();
    int accepted = 0;
    int refused = 0;
    for (int round = 0; round < 12_000; round++) {
      String xml = damaged(document(random), random);
      if (xml.contains("1.1")) {
        continue; // XML 1.1 is another language, which the reader refuses
      }
      List<String> expected = bySax(sax, xml);
      assertThat(byReader(xml)).as(xml).isEqualTo(expected);
      accepted += expected.isEmpty() ? 0 : 1;
      refused += expected.isEmpty() ? 1 : 0;
    }
    assertThat(accepted).isGreaterThan(1000);
    assertThat(refused).isGreaterThan(1000);
  }

  @Test
  void nothingButAConfigExceptionEverComesOut() {
    Random random = new Random(3);
    for (int round = 0; round < 20_000; round++) {
      String xml = document(random);
      for (int i = random.nextInt(6); i >= 0; i--) {
        xml = damaged(xml, random);
      }
      try {
        LabelConfig config = LabelConfig.parse(xml);
        assertThat(config.parsedStrictly().keySet()).isSubsetOf(config.controls().keySet());
        assertThat(config.parsed()).isNotNull();
      } catch (LabelConfigException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  private static List<String> byReader(String xml) {
    List<String> seen = new ArrayList<>();
    try {
      for (XmlElement element : XmlReader.read(xml)) {
        seen.add(element.depth() + " " + element.name() + " " + element.attributes());
      }
    } catch (LabelConfigException e) {
      seen.clear();
    }
    return seen;
  }

  private static List<String> bySax(SAXParser sax, String xml) throws Exception {
    List<String> seen = new ArrayList<>();
    DefaultHandler handler =
        new DefaultHandler() {
          private int depth;

          @Override
          public void startElement(String uri, String local, String name, Attributes attributes) {
            Map<String, String> map = new LinkedHashMap<>();
            for (int i = 0; i < attributes.getLength(); i++) {
              map.put(attributes.getQName(i), attributes.getValue(i));
            }
            depth++;
            seen.add(depth + " " + name + " " + map);
          }

          @Override
          public void endElement(String uri, String local, String name) {
            depth--;
          }
        };
    try {
      sax.parse(new InputSource(new StringReader(xml)), handler);
    } catch (SAXException e) {
      seen.clear();
    }
    return seen;
  }

  private static SAXParser sax() throws Exception {
    SAXParserFactory factory = SAXParserFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newSAXParser();
  }

  private static String document(Random random) {
    StringBuilder xml = new StringBuilder();
    if (random.nextInt(4) == 0) {
      xml.append("<?xml version=\"1.0\"")
          .append(random.nextBoolean() ? " encoding='UTF-8'" : "")
          .append(random.nextBoolean() ? " standalone=\"no\" " : "")
          .append("?>");
    }
    misc(xml, random);
    element(xml, random, 0);
    misc(xml, random);
    return xml.toString();
  }

  private static void element(StringBuilder xml, Random random, int depth) {
    String name = pick(NAMES, random);
    xml.append('<').append(name);
    List<String> used = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String attribute = pick(NAMES, random);
      if (!used.contains(attribute)) {
        used.add(attribute);
        char quote = random.nextBoolean() ? '"' : '\'';
        xml.append(random.nextBoolean() ? " " : "\n\t").append(attribute);
        xml.append(random.nextInt(5) == 0 ? " = " : "=").append(quote);
        xml.append(pick(TEXTS, random).replace(quote, '_'))
            .append(pick(TEXTS, random).replace(quote, '_'));
        xml.append(quote);
      }
    }
    if (random.nextInt(3) == 0) {
      xml.append(" />");
      return;
    }
    xml.append('>');
    for (int i = random.nextInt(depth > 5 ? 1 : 4); i > 0; i--) {
      xml.append(pick(TEXTS, random));
      if (random.nextInt(4) == 0) {
        xml.append("<![CDATA[ <x> & ").append(pick(TEXTS, random)).append("]]>");
      }
      misc(xml, random);
      element(xml, random, depth + 1);
    }
    xml.append("</").append(name).append(random.nextInt(5) == 0 ? " >" : ">");
  }

  private static void misc(StringBuilder xml, Random random) {
    switch (random.nextInt(6)) {
      case 0 ->
          xml.append("<!-- ").append(pick(TEXTS, random).replace("-", "")).append(" <&-> -->");
      case 1 -> xml.append("<?go ").append(pick(TEXTS, random)).append("?>\n");
      case 2 -> xml.append("<?go?>");
      default -> xml.append("");
    }
  }

  /** Deletes, inserts, replaces or repeats a few characters. */
  private static String damaged(String original, Random random) {
    // The JDK knows only the name characters of an older edition of XML.
    StringBuilder xml = new StringBuilder(original.replace("😀", ""));
    for (int i = random.nextInt(3); i >= 0 && xml.length() > 4; i--) {
      int at = random.nextInt(xml.length() - 3);
      switch (random.nextInt(5)) {
        case 0 -> xml.delete(at, at + 1 + random.nextInt(3));
        case 1 -> xml.insert(at, noise(random));
        case 2 -> xml.setCharAt(at, noise(random));
        case 3 -> xml.insert(random.nextInt(xml.length()), xml.substring(at, at + 3));
        default ->
            xml.insert(
                at,
                pick(
                    new String[] {
                      "<!DOCTYPE a>",
                      "&nbsp;",
                      "<!--",
                      "]]>",
                      "<a>",
                      "</a>",
                      "<?xml version='1.0'?>",
                      " a=''"
                    },
                    random));
      }
    }
    return xml.toString();
  }

  private static char noise(Random random) {
    return NOISE.charAt(random.nextInt(NOISE.length()));
  }

  private static String pick(String[] from, Random random) {
    return from[random.nextInt(from.length)];
  }
}
