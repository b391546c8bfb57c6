// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelConfigTest {
  private static final String REVIEWS =
      """
      <View>
        <Text name="text" value="$review"/>
        <Image name="img" value="$photo"/>
        <Choices name="Sentiment" toName="text"><Choice value="Good"/></Choices>
        <Choices name="look" toName="img, text"><Choice value="Nice"/></Choices>
        <RectangleLabels name="box" toName="img"><Label value="Car"/></RectangleLabels>
      </View>
      """;
  private final LabelConfig reviews = LabelConfig.parse(REVIEWS);

  @Test
  void controlsAndObjectsAreInDocumentOrder() {
    assertThat(reviews.controls().keySet()).containsExactly("Sentiment", "look", "box");
    assertThat(reviews.objects().keySet()).containsExactly("text", "img");
    assertThat(reviews.xml()).isEqualTo(REVIEWS);
    assertThat(reviews.toString())
        .isEqualTo(
            "[<Choices name=\"Sentiment\" toName=\"text\">,"
                + " <Choices name=\"look\" toName=\"img,text\">,"
                + " <RectangleLabels name=\"box\" toName=\"img\">] on"
                + " [<Text name=\"text\" value=\"$review\">, <Image name=\"img\" value=\"$photo\">]");
  }

  @Test
  void aConfigWithoutControlsIsValid() {
    for (String xml : new String[] {null, "", "  \n", "<View></View>", "<View/>"}) {
      LabelConfig config = LabelConfig.parse(xml);
      assertThat(config.controls()).isEmpty();
      assertThat(config.objects()).isEmpty();
      assertThat(config.xml()).isEqualTo(xml == null ? "" : xml);
    }
  }

  @Test
  void tagsAreFoundByName() {
    assertThat(reviews.control("look").toNames()).containsExactly("img", "text");
    assertThat(reviews.object("img").type()).isEqualTo("Image");
    assertThatExceptionOfType(LabelConfigException.class)
        .isThrownBy(() -> reviews.control("sentiment"))
        .withMessage(
            "The label config has no control named 'sentiment': it has the controls"
                + " <Choices name=\"Sentiment\" toName=\"text\">,"
                + " <Choices name=\"look\" toName=\"img,text\">,"
                + " <RectangleLabels name=\"box\" toName=\"img\">."
                + " Use one of these names or add the tag to the label config.");
    assertThatExceptionOfType(LabelConfigException.class)
        .isThrownBy(() -> LabelConfig.parse("<View/>").object("img"))
        .withMessageContaining("has no object named 'img': it has no object at all");
  }

  @Test
  void theOnlyTagNeedsNoName() {
    LabelConfig small =
        LabelConfig.parse("<View><Text name='t' value='$t'/><Choices name='c' toName='t'/></View>");
    assertThat(small.control().name()).isEqualTo("c");
    assertThat(small.object().name()).isEqualTo("t");
    assertThatExceptionOfType(LabelConfigException.class)
        .isThrownBy(reviews::control)
        .withMessageStartingWith(
            "The label config does not have exactly one control: it has the controls <Choices")
        .withMessageEndingWith("Say which by its name.");
    assertThatExceptionOfType(LabelConfigException.class)
        .isThrownBy(() -> LabelConfig.parse("").object())
        .withMessage(
            "The label config does not have exactly one object: it has no object at all."
                + " Add one.");
  }

  @Test
  void theFirstPairOfTwoTypesIsFoundWhateverTheCase() {
    assertPair(reviews.first("Choices", "Text"), "Sentiment", "text");
    assertPair(reviews.first("choices", "IMAGE"), "look", "img");
    assertPair(
        reviews.first(Set.of("RectangleLabels", "Choices"), Set.of("Image", "Audio")),
        "look",
        "img");
  }

  @Test
  void objectsAreTriedInTheOrderOfToName() {
    assertPair(
        reviews.first(
            Set.of("Choices"), Set.of("Text", "Image"), name -> name.equals("look"), any -> true),
        "look",
        "img");
  }

  @Test
  void nameFiltersGetLowerCaseNames() {
    List<String> asked = new ArrayList<>();
    assertPair(
        reviews.first(
            Set.of("Choices"),
            Set.of("Text"),
            name -> {
              asked.add(name);
              return true;
            },
            object -> object.equals("text")),
        "Sentiment",
        "text");
    assertThat(asked).containsExactly("sentiment");
    assertThatExceptionOfType(LabelConfigException.class)
        .isThrownBy(
            () -> reviews.first(Set.of("Choices"), Set.of("Text"), name -> false, name -> true))
        .withMessageStartingWith(
            "No control tag of type Choices and object tag of type Text found in label config"
                + " under a name that fits: it has");
  }

  @Test
  void aMissingPairIsToldWithWhatThereIsAndWhatToDo() {
    assertThatExceptionOfType(LabelConfigException.class)
        .isThrownBy(() -> reviews.first("Taxonomy", "Text"))
        .withMessage(
            "No control tag of type Taxonomy and object tag of type Text found in label config:"
                + " it has the controls <Choices name=\"Sentiment\" toName=\"text\">,"
                + " <Choices name=\"look\" toName=\"img,text\">,"
                + " <RectangleLabels name=\"box\" toName=\"img\">,"
                + " and it has the objects <Text name=\"text\" value=\"$review\">,"
                + " <Image name=\"img\" value=\"$photo\">."
                + " Open the project's Settings > Labeling Interface and add the tags,"
                + " with the control's toName set to the object's name.");
    assertThatExceptionOfType(LabelConfigException.class)
        .isThrownBy(
            () -> LabelConfig.parse(null).first(Set.of("Choices", "Labels"), Set.of("Text")))
        .withMessageStartingWith(
            "No control tag of type Choices or Labels and object tag of type Text found in label"
                + " config: it has no control at all, and it has no object at all.");
  }

  @Test
  void attributesAndLabelTagsAreCaseSensitiveButControlTypesAreNot() {
    LabelConfig config =
        LabelConfig.parse(
            """
            <View>
              <Text name="t" value="$t"/>
              <choices name="c" toName="t"><choice value="no"/><Choice value="yes"/></choices>
              <Choices name="d" toname="t"/>
              <Choices Name="e" toName="t"/>
            </View>
            """);
    assertThat(config.controls().keySet()).containsExactly("c");
    assertThat(config.control("c").labels().keySet()).containsExactly("yes");
    assertThat(config.control("c").type()).isEqualTo("choices");
    assertPair(config.first("Choices", "Text"), "c", "t");
  }

  @Test
  void viewsAndFiltersAreNeitherControlsNorObjects() {
    LabelConfig config =
        LabelConfig.parse(
            """
            <View name="v"><Filter name="f" toName="c"/><Header value="Title"/>
            <Style>.a { color: red }</Style></View>
            """);
    assertThat(config.controls()).isEmpty();
    assertThat(config.objects()).isEmpty();
  }

  @Test
  void ofTwoControlsWithOneNameTheLastWinsAndTheirLabelsMerge() {
    LabelConfig config =
        LabelConfig.parse(
            """
            <View><Text name="t" value="$t"/>
            <Choices name="c" toName="t"><Choice value="A"/><Choice value="B" hotkey="1"/></Choices>
            <Labels name="d" toName="t"/>
            <Labels name="c" toName="t"><Label value="B" hotkey="2"/><Label value="C"/></Labels>
            </View>
            """);
    assertThat(config.controls().keySet()).containsExactly("c", "d");
    assertThat(config.control("c").type()).isEqualTo("Labels");
    assertThat(config.control("c").labels().keySet()).containsExactly("A", "B", "C");
    assertThat(config.control("c").labels().get("B").attribute("hotkey")).isEqualTo("2");
    assertThat(config.parsedStrictly().keySet()).containsExactly("c", "d");
  }

  @Test
  void chatsAndReactCodeAreControlAndObjectInOne() {
    LabelConfig config =
        LabelConfig.parse(
            """
            <View><Chat name="chat" value="$m"/><ReactCode name="rc" data="$d"/>
            <reactcode name="both" toName="both" value="$v"/></View>
            """);
    assertThat(config.controls().keySet()).containsExactly("chat", "rc", "both");
    assertThat(config.objects().keySet()).containsExactly("chat", "rc", "both");
    ControlTag chat = config.control("chat");
    assertThat(chat.resultType()).isEqualTo("chatmessage");
    assertThat(chat.toNames()).containsExactly("chat");
    assertThat(chat.dynamicLabels()).isFalse();
    assertThat(config.object("chat").variable()).isEqualTo("m");
    assertThat(config.control("rc").resultType()).isEqualTo("reactcode");
    assertThat(config.control("both").toNames()).containsExactly("both");
    assertThat(config.parsedStrictly().keySet()).containsExactly("both");
    assertPair(config.first("ChatMessage", "Chat"), "chat", "chat");
  }

  @Test
  void aSampleTaskInACommentIsIgnored() {
    LabelConfig config =
        LabelConfig.parse(
            """
            <View><Text name="t" value="$t"/>
            <!-- {"data": {"t": "<b>&nbsp;</b>"}, "annotations": [], "predictions": []} -->
            </View>
            """);
    assertThat(config.objects().keySet()).containsExactly("t");
  }

  @Test
  void thousandsOfLabelsAreFine() {
    StringBuilder xml =
        new StringBuilder("<View><Text name='t' value='$t'/><Taxonomy name='x' toName='t'>");
    for (int i = 0; i < 20_000; i++) {
      xml.append("<Choice value='Category number ").append(i).append("'><Choice value='Leaf ");
      xml.append(i).append("' alias='l").append(i).append("'/></Choice>\n");
    }
    LabelConfig config = LabelConfig.parse(xml.append("</Taxonomy></View>").toString());

    assertThat(config.control().labels()).hasSize(40_000);
    assertThat(config.control().paths().get(39_999))
        .containsExactly("Category number 19999", "l19999");
  }

  @Test
  void namesInsideARepeaterAreFoundByTheItemsNumber() {
    LabelConfig config =
        LabelConfig.parse(
            """
            <View><Repeater on="$pages" indexFlag="{i}">
              <Text name="t_{i}" value="$pages[{i}].text"/>
              <Choices name="c_{i}_{i}" toName="t_{i}"><Choice value="ok"/></Choices>
            </Repeater>
            <Repeater on="$others"><Text name="o{{idx}}" value="$others[{{idx}}]"/></Repeater>
            <Text name="plain" value="$plain"/></View>
            """);

    ControlTag third = config.findControl("c_2_2");
    assertThat(third).isNotNull();
    assertThat(third.name()).isEqualTo("c_2_2");
    assertThat(third.toNames()).containsExactly("t_2");
    assertThat(third.labels().keySet()).containsExactly("ok");
    assertThat(config.findObject("t_12").value()).isEqualTo("$pages[12].text");
    assertThat(config.findObject("o0").variable()).isEqualTo("others[0]");
    assertThat(config.control("c_{i}_{i}").at(2).name()).isEqualTo("c_2_2");
    assertThat(config.object("plain").at(2)).isSameAs(config.object("plain"));
    for (String wrong :
        new String[] {"c_2_3", "c_x_x", "c__", "c_2", "c_99999999999_99999999999"}) {
      assertThat(config.findControl(wrong)).as(wrong).isNull();
    }
    assertThat(config.findObject("plain")).isSameAs(config.object("plain"));
    assertThat(config.findObject("plain0")).isNull();
    assertThat(config.findObject("o")).isNull();
  }

  private static void assertPair(TagPair pair, String control, String object) {
    assertThat(pair.control().name()).isEqualTo(control);
    assertThat(pair.object().name()).isEqualTo(object);
  }
}
