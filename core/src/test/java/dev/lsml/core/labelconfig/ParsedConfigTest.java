// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lsml.core.json.Json;
import org.junit.jupiter.api.Test;

/** The vectors of protocol §4.1, as {@code parse_config} of Label Studio answers them. */
class ParsedConfigTest {

  @Test
  void labelsAreFoundAtAnyDepthAndEntitiesAreDecoded() {
    assertStrict(
        """
        <Image name="img" value="$image.url[0]"/>
        <RectangleLabels name="r" toName="img">
          <View><Label value="Car" background="red"/></View>
          <Label value="A&amp;B"/>
        </RectangleLabels>
        <TextArea name="t" toName="img" perRegion="true" whenTagName="r"/>
        """,
        """
        {"r": {"type": "RectangleLabels", "to_name": ["img"],
               "inputs": [{"type": "Image", "valueType": null, "value": "image.url[0]"}],
               "labels": ["Car", "A&B"],
               "labels_attrs": {"Car": {"value": "Car", "background": "red"},
                                "A&B": {"value": "A&B"}}},
         "t": {"type": "TextArea", "to_name": ["img"],
               "conditionals": {"type": "tag", "name": "r"},
               "inputs": [{"type": "Image", "valueType": null, "value": "image.url[0]"}],
               "labels": [], "labels_attrs": {}}}
        """);
  }

  private static final String TWO_TEXTS =
      """
      <Text name="a" value="$x"/><Text name="b" value="$y"/>
      <Pairwise name="pw" toName="a,b"/>
      <Choices name="c" toName="a, b" value="$opts"/>
      """;

  @Test
  void theStrictModeDoesNotTrimToName() {
    assertStrict(
        TWO_TEXTS,
        """
        {"pw": {"type": "Pairwise", "to_name": ["a", "b"],
                "inputs": [{"type": "Text", "valueType": null, "value": "x"},
                           {"type": "Text", "valueType": null, "value": "y"}],
                "labels": [], "labels_attrs": {}},
         "c": {"type": "Choices", "to_name": ["a", " b"], "dynamic_labels": true,
               "inputs": [{"type": "Text", "valueType": null, "value": "x"}],
               "labels": [], "labels_attrs": {}}}
        """);
  }

  @Test
  void theTolerantModeTrimsToNameAndFindsTheObject() {
    assertThat(LabelConfig.parse(view(TWO_TEXTS)).parsed().get("c"))
        .isEqualTo(
            Json.read(
                """
                {"type": "Choices", "to_name": ["a", "b"], "dynamic_labels": true,
                 "inputs": [{"type": "Text", "valueType": null, "value": "x"},
                            {"type": "Text", "valueType": null, "value": "y"}],
                 "labels": [], "labels_attrs": {}}
                """));
  }

  @Test
  void nestedChoicesAreFlattenedAndAFilterIsNoControl() {
    assertStrict(
        """
        <Image name="i" valueList="$pages"/>
        <Taxonomy name="tax" toName="i"><Choice value="A"><Choice value="A1"/></Choice></Taxonomy>
        <Filter name="f" toName="tax"/>
        """,
        """
        {"tax": {"type": "Taxonomy", "to_name": ["i"],
                 "inputs": [{"type": "Image", "valueType": null, "valueList": "pages"}],
                 "labels": ["A", "A1"],
                 "labels_attrs": {"A": {"value": "A"}, "A1": {"value": "A1"}}}}
        """);
  }

  @Test
  void aChatIsNoControlHereAndAnUnknownObjectIsSkipped() {
    assertStrict(
        """
        <Chat name="chat" value="$m"/><Labels name="l" toName="missing"><Label value="x"/></Labels>
        """,
        """
        {"l": {"type": "Labels", "to_name": ["missing"], "inputs": [], "labels": ["x"],
               "labels_attrs": {"x": {"value": "x"}}}}
        """);
  }

  @Test
  void repeaterPlaceholdersStayLiteralAndAreListedAsPatterns() {
    assertStrict(
        """
        <Repeater on="$imgs" indexFlag="{{idx}}">
          <Image name="p_{{idx}}" value="$imgs[{{idx}}].url"/>
          <Choices name="c_{{idx}}" toName="p_{{idx}}"><Choice value="ok"/></Choices>
        </Repeater>
        """,
        """
        {"c_{{idx}}": {"type": "Choices", "to_name": ["p_{{idx}}"], "regex": {"{{idx}}": ".*"},
                       "inputs": [{"type": "Image", "valueType": null,
                                   "value": "imgs[{{idx}}].url"}],
                       "labels": ["ok"], "labels_attrs": {"ok": {"value": "ok"}}}}
        """);
  }

  @Test
  void anAliasNamesTheLabelAndItsAttributesStayStrings() {
    assertStrict(
        """
        <Text name="text" value="$$review" valueType="url"/>
        <Choices name="s" toName="text" perRegion="true" whenTagName="" whenChoiceValue="r">
          <Choice value="Positive"/><Choice value="Negative" alias="neg" hotkey="2"/>
        </Choices>
        """,
        """
        {"s": {"type": "Choices", "to_name": ["text"],
               "conditionals": {"type": "choice", "name": "r"},
               "inputs": [{"type": "Text", "valueType": "url", "value": "review"}],
               "labels": ["Positive", "neg"],
               "labels_attrs": {"Positive": {"value": "Positive"},
                   "neg": {"value": "Negative", "alias": "neg", "hotkey": "2"}}}}
        """);
  }

  @Test
  void emptyNullAndControlFreeConfigsGiveNothing() {
    assertThat(LabelConfig.parse(null).parsedStrictly()).isEmpty();
    assertThat(LabelConfig.parse("").parsedStrictly()).isEmpty();
    assertThat(LabelConfig.parse(" \n").parsedStrictly()).isEmpty();
    assertThat(LabelConfig.parse("<View></View>").parsedStrictly()).isEmpty();
    assertThat(LabelConfig.parse("<View/>").parsedStrictly()).isEmpty();
  }

  private static String view(String inside) {
    return "<View>" + inside + "</View>";
  }

  private static void assertStrict(String inside, String json) {
    assertThat(LabelConfig.parse(view(inside)).parsedStrictly()).isEqualTo(Json.read(json));
  }
}
