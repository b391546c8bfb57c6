// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class XmlReaderTest {

  @Test
  void elementsComeInDocumentOrderWithTheirParents() {
    List<XmlElement> all = XmlReader.read("<a><b><c/></b><d x='1' y=\"2\"></d></a>");

    assertThat(all).extracting(XmlElement::name).containsExactly("a", "b", "c", "d");
    assertThat(all).extracting(XmlElement::depth).containsExactly(1, 2, 3, 2);
    assertThat(all.get(2).parent()).isSameAs(all.get(1));
    assertThat(all.get(3).parent()).isSameAs(all.get(0));
    assertThat(all.get(0).parent()).isNull();
    assertThat(all.get(3).attributes()).containsExactly(Map.entry("x", "1"), Map.entry("y", "2"));
  }

  @Test
  void xmlsOwnEntitiesAndCharacterReferencesAreDecoded() {
    assertThat(value("&amp;&lt;&gt;&quot;&apos;&#233;&#xE9;&#x1F600;&#0065;"))
        .isEqualTo("&<>\"'éé😀A");
  }

  @Test
  void whiteSpaceInValuesReadsAsSpacesUnlessWrittenAsAReference() {
    assertThat(value("a\tb\nc\r\nd\re")).isEqualTo("a b c d e");
    assertThat(value("a&#10;b&#9;c")).isEqualTo("a\nb\tc");
  }

  @Test
  void commentsSectionsAndInstructionsAreSteppedOver() {
    String xml =
        """
        <?xml version="1.0" encoding="ISO-8859-1" standalone='yes'?>
        <!-- {"data": {"text": "<not a tag> & so on"}} -->
        <?render fast?>
        <View><![CDATA[ <b> & ]] > ]]>text &amp; more<!----><?x?></View>
        <!-- the end -->
        """;

    assertThat(XmlReader.read(xml)).extracting(XmlElement::name).containsExactly("View");
  }

  @Test
  void aByteOrderMarkIsSteppedOver() {
    assertThat(XmlReader.read("\uFEFF<?xml version='1.0'?><View/>")).hasSize(1);
  }

  @Test
  void namesMayBeOfAnyScriptAndHavePrefixes() {
    assertThat(XmlReader.read("<вид ns:имя='1' _a-b.c='2'/>").get(0).attributes())
        .containsExactly(Map.entry("ns:имя", "1"), Map.entry("_a-b.c", "2"));
  }

  @Test
  void documentTypesAndEntitiesAreRefused() {
    String reason =
        "document type and entity declarations are refused, since they can read files and"
            + " exhaust memory";
    assertRefused("<!DOCTYPE View SYSTEM 'file:///etc/passwd'><View/>", 1, 1, reason);
    assertRefused(
        "<?xml version='1.0'?>\n<!DOCTYPE v [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><v>&x;</v>",
        2,
        1,
        reason);
    assertRefused("<View><!ENTITY x 'y'></View>", 1, 7, reason);
    assertRefused("<!doctype html><View/>", 1, 1, reason);
  }

  @Test
  void anHtmlEntityIsRefusedWithWhatToWriteInstead() {
    assertThatExceptionOfType(LabelConfigException.class)
        .isThrownBy(() -> XmlReader.read("<View>\n  <Header value=\"a&nbsp;b\"/>\n</View>"))
        .withMessage(
            "The label config is not valid XML at line 2, column 19: XML has no entity '&nbsp;'."
                + " Write &#160; instead; XML knows only &amp; &lt; &gt; &quot; &apos;.")
        .satisfies(
            e -> {
              assertThat(e.problem())
                  .isEqualTo("The label config is not valid XML at line 2, column 19");
              assertThat(e.reason()).isEqualTo("XML has no entity '&nbsp;'");
              assertThat(e.remedy()).startsWith("Write &#160; instead");
            });
    assertRefused("<v>&eacute;</v>", 1, 4, "XML has no entity '&eacute;'");
  }

  @Test
  void everyMistakeIsToldWithItsPlace() {
    assertRefused(
        "<View>\n<a>\n</View>",
        3,
        1,
        "</a> is needed here, to close the tag opened at line 2, column 1");
    assertRefused("<View>\n <a>", 2, 2, "<a> is never closed");
    assertRefused("<v a='1' a='2'/>", 1, 10, "<v> has attribute 'a' twice");
    assertRefused("<v a=1/>", 1, 6, "the value of 'a' must stand in quotes but there is '1'");
    assertRefused("<v a/>", 1, 5, "after attribute 'a' an '=' is needed but there is '/'");
    assertRefused("<v a='1/>", 1, 6, "the value of 'a' has no closing '");
    assertRefused("<v a='<'/>", 1, 7, "'<' may not stand in the value of 'a'");
    assertRefused("<v a='1'b='2'/>", 1, 9, "in <v> an attribute or '>' is needed but there is 'b'");
    assertRefused("<v a='x & y'/>", 1, 9, "after '&' the name of an entity and a ';' are needed");
    assertRefused("<v>x && y</v>", 1, 6, "after '&' the name of an entity and a ';' are needed");
    assertRefused("<v>&#xZZ;</v>", 1, 4, "after '&#' a number and a ';' are needed");
    assertRefused("<v>&#;</v>", 1, 4, "after '&#' a number and a ';' are needed");
    assertRefused("<v>&#0;</v>", 1, 4, "&#0; is no character that XML allows");
    assertRefused("<v>&#x110000;</v>", 1, 4, "&#x110000; is no character that XML allows");
    assertRefused(
        "<v>&#99999999999999999999;</v>",
        1,
        4,
        "&#99999999999999999999; is no character that XML allows");
    assertRefused("<v>&#xD800;</v>", 1, 4, "&#xD800; is no character that XML allows");
    assertRefused("<v/><w/>", 1, 5, "there is more after the end of the outermost element");
    assertRefused("<v/>text", 1, 5, "there is more after the end of the outermost element");
    assertRefused("text", 1, 1, "an element is needed but there is 't'");
    assertRefused("<!-- only -->", 1, 14, "an element is needed but the text ends");
    assertRefused("< v/>", 1, 1, "after '<' a tag's name is needed but there is white space");
    assertRefused("<v", 1, 1, "the tag <v has no end");
    assertRefused("<v><!-- a -- b --></v>", 1, 11, "-- may not stand in a comment");
    assertRefused("<v><!-- a </v>", 1, 4, "the comment has no end");
    assertRefused("<v><![CDATA[ a </v>", 1, 4, "the CDATA section has no end");
    assertRefused("<v>a ]]> b</v>", 1, 6, "]]> may not stand in text");
    assertRefused("<v><?x </v>", 1, 4, "the processing instruction has no end");
    assertRefused("<v><? x?></v>", 1, 4, "after '<?' a name is needed but there is white space");
    assertRefused(
        " <?xml version='1.0'?><v/>", 1, 2, "an XML declaration may stand only at the very start");
    assertRefused("<?xml encoding='UTF-8'?><v/>", 1, 1, "the XML declaration is malformed");
    assertRefused("<?xml version='2.0'?><v/>", 1, 1, "the XML declaration is malformed");
    assertRefused("<v>\u0001</v>", 1, 4, "the character U+0001 is not allowed in XML");
    assertRefused("<v>\uD83D</v>", 1, 4, "the character U+D83D is not allowed in XML");
    assertRefused("<v>\uFFFE</v>", 1, 4, "the character U+FFFE is not allowed in XML");
  }

  @Test
  void nestingIsBounded() {
    String deepest = "<a>".repeat(256) + "</a>".repeat(256);
    assertThat(XmlReader.read(deepest)).hasSize(256);
    assertRefused("<a>" + deepest + "</a>", 1, 769, "tags are nested deeper than 256 levels");
  }

  @Test
  void lengthIsBounded() {
    assertThatExceptionOfType(LabelConfigException.class)
        .isThrownBy(() -> XmlReader.read("<v>" + " ".repeat(XmlText.MAX_LENGTH) + "</v>"))
        .withMessage(
            "The label config is too long: it has 4194311 characters and the limit is 4194304."
                + " Shorten it, for example by taking labels from the task with"
                + " value=\"$labels\".");
  }

  @Test
  void theNumberOfTagsIsBounded() {
    String many = "<a/>".repeat(XmlReader.MAX_ELEMENTS - 1);
    assertThat(XmlReader.read("<v>" + many + "</v>")).hasSize(XmlReader.MAX_ELEMENTS);
    assertThatExceptionOfType(LabelConfigException.class)
        .isThrownBy(() -> XmlReader.read("<v>" + many + "<a/></v>"))
        .withMessageContaining("there are more than 200000 tags");
  }

  @Test
  void messagesStayShortWhateverTheConfigSays() {
    String name = "n".repeat(1_000_000);
    assertThatExceptionOfType(LabelConfigException.class)
        .isThrownBy(() -> XmlReader.read("<" + name + ">"))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(4000));
  }

  private static String value(String written) {
    return XmlReader.read("<v a=\"" + written + "\"/>").get(0).attributes().get("a");
  }

  private static void assertRefused(String xml, int line, int column, String reason) {
    assertThatExceptionOfType(LabelConfigException.class)
        .as(xml)
        .isThrownBy(() -> XmlReader.read(xml))
        .withMessageStartingWith(
            "The label config is not valid XML at line "
                + line
                + ", column "
                + column
                + ": "
                + reason
                + ". ")
        .satisfies(e -> assertThat(e.remedy()).isNotBlank());
  }
}
