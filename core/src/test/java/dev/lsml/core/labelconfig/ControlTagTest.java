// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlTagTest {

  @Test
  void labelsAreKnownByAliasOrValueWithTheirAttributes() {
    ControlTag control =
        control(
            """
            <Choices name="c" toName="t">
              <View><Choice value="Negative" alias="neg" hotkey="2"/></View>
              <Choice value="Positive"/><Choice/><Choice alias="" value="Empty alias"/>
            </Choices>
            """);

    assertThat(control.labels().keySet()).containsExactly("neg", "Positive", "Empty alias");
    LabelTag negative = control.labels().get("neg");
    assertThat(negative.value()).isEqualTo("Negative");
    assertThat(negative.attribute("hotkey")).isEqualTo("2");
    assertThat(negative.attribute("none")).isNull();
    assertThat(negative.path()).containsExactly("neg");
  }

  @Test
  void aTaxonomyKnowsThePathOfEveryNode() {
    ControlTag control =
        control(
            """
            <Taxonomy name="c" toName="t">
              <Choice value="Animal"><Choice value="Other"/><Choice value="Dog" alias="d"/></Choice>
              <Choice value="Plant"><View><Choice value="Other"/></View></Choice>
            </Taxonomy>
            """);

    assertThat(control.paths())
        .containsExactly(
            List.of("Animal"),
            List.of("Animal", "Other"),
            List.of("Animal", "d"),
            List.of("Plant"),
            List.of("Plant", "Other"));
    assertThat(control.labels().keySet()).containsExactly("Animal", "Other", "d", "Plant");
  }

  @Test
  void aLabelBelongsToTheNearestControlAroundIt() {
    LabelConfig config =
        LabelConfig.parse(
            """
            <View><Choice value="nobody's"/>
            <Choices name="outer" toName="t"><Choice value="A">
              <Choices name="inner" toName="t"><Choice value="B"/></Choices>
            </Choice></Choices></View>
            """);

    assertThat(config.control("outer").paths()).containsExactly(List.of("A"));
    assertThat(config.control("inner").paths()).containsExactly(List.of("B"));
  }

  @Test
  void labelsAreDynamicWhenTheyComeFromTheTaskOrAUrl() {
    assertThat(control("<Choices name='c' toName='t' value='$opts.list[0]'/>").dynamicLabels())
        .isTrue();
    assertThat(control("<Taxonomy name='c' toName='t' apiUrl='http://x'/>").dynamicLabels())
        .isTrue();
    assertThat(
            control("<Choices name='c' toName='t'><Choice valueList='$l'/></Choices>")
                .dynamicLabels())
        .isTrue();
    assertThat(control("<Choices name='c' toName='t' value='x' apiUrl=''/>").dynamicLabels())
        .isFalse();
  }

  @Test
  void theParsedFormHasANarrowerIdeaOfDynamic() {
    for (String value : new String[] {"$opts.list", "$opts1", "opts", "$"}) {
      assertThat(parsed("<Choices name='c' toName='t' value='" + value + "'/>"))
          .as(value)
          .doesNotContainKey("dynamic_labels");
    }
    assertThat(parsed("<Choices name='c' toName='t' value='$Opts_'/>"))
        .containsEntry("dynamic_labels", true);
    assertThat(parsed("<Choices name='c' toName='t' apiUrl='x'/>"))
        .containsEntry("dynamic_labels", true);
  }

  @Test
  void conditionsCountOnlyPerRegion() {
    assertThat(control("<Rating name='c' toName='t' whenTagName='x'/>").conditional()).isNull();
    assertThat(control("<Rating name='c' toName='t' perRegion='true'/>").conditional()).isNull();
    ControlTag control =
        control(
            "<Rating name='c' toName='t' perRegion='true' whenLabelValue='L' whenChoiceValue='C'/>");
    assertThat(control.perRegion()).isTrue();
    assertThat(control.conditional()).isEqualTo(new Conditional("label", "L"));
    assertThat(control("<Rating name='c' toName='t' perRegion='yes'/>").perRegion()).isFalse();
  }

  @Test
  void modelAttributesAreRead() {
    ControlTag control =
        control(
            """
            <RectangleLabels name="c" toName="t" model_score_threshold=" 0.25 " model_path="x.onnx"
              model_bad="high" model_nan="NaN" model_empty=""/>
            """);

    assertThat(control.modelAttribute("path")).isEqualTo("x.onnx");
    assertThat(control.modelAttribute("skip")).isNull();
    assertThat(control.modelAttribute("score_threshold", 0.5)).isEqualTo(0.25);
    assertThat(control.modelAttribute("missing", 0.5)).isEqualTo(0.5);
    assertThat(control.modelAttribute("empty", 0.5)).isEqualTo(0.5);
    assertThatExceptionOfType(LabelConfigException.class)
        .isThrownBy(() -> control.modelAttribute("bad", 0))
        .withMessage(
            "Attribute model_bad of control 'c' is not a number: it is \"high\"."
                + " Write a number such as 0.25.");
    assertThatExceptionOfType(LabelConfigException.class)
        .isThrownBy(() -> control.modelAttribute("nan", 0))
        .withMessageContaining("it is \"NaN\"");
  }

  @Test
  void bucketsOfARankerAreKnown() {
    assertThat(
            control(
                    """
                    <Ranker name="c" toName="t"><Bucket name="best" title="B"/><Bucket name="rest"/>
                    </Ranker>
                    """)
                .buckets())
        .containsExactly("best", "rest");
  }

  @Test
  void theTypeOfResultsIsTheTagInLowerCase() {
    assertThat(control("<RectangleLabels name='c' toName='t'/>").resultType())
        .isEqualTo("rectanglelabels");
    assertThat(control("<HTMLLabels name='c' toName='t'/>").resultType())
        .isEqualTo("hypertextlabels");
  }

  @Test
  void aToNameOfNothingIsToldWhenItIsNeeded() {
    ControlTag control = control("<Choices name='c' toName=' , '/>");
    assertThat(control.toNames()).isEmpty();
    assertThatExceptionOfType(LabelConfigException.class)
        .isThrownBy(control::toName)
        .withMessage(
            "Control 'c' has no object: its toName is empty."
                + " Set toName to the name of an object tag.");
  }

  @Test
  void anItemsNumberIsNotNegative() {
    ControlTag control =
        LabelConfig.parse("<Repeater on='$x'><Choices name='c{{idx}}' toName='t'/></Repeater>")
            .control();
    assertThat(control.at(7).name()).isEqualTo("c7");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> control.at(-1))
        .withMessage("an item's number counts from 0, but is -1");
  }

  private static ControlTag control(String xml) {
    return LabelConfig.parse("<View>" + xml + "</View>").control();
  }

  @SuppressWarnings("unchecked") // made by the method under test
  private static Map<String, Object> parsed(String xml) {
    return (Map<String, Object>)
        LabelConfig.parse("<View>" + xml + "</View>").parsedStrictly().get("c");
  }
}
