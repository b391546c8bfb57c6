// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectTagTest {
  private static final Map<String, Object> DATA =
      Map.of(
          "review",
          "Nice",
          "a.b",
          "literal key",
          "a",
          Map.of("b", "path", "c", List.of(Map.of("d", "deep"), List.of("x", "y"))),
          "n",
          42L,
          "half",
          0.5,
          "yes",
          true,
          "my-key with, odd $ signs",
          "odd",
          "текст",
          "кириллица");

  @ParameterizedTest(name = "{0} shows {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "$review | Nice",
        "$a.b | literal key",
        "$a.c[0].d | deep",
        "$a.c[1][0] | x",
        "$a.c[1].1 | y",
        "$my-key with, odd $ signs | odd",
        "$текст | кириллица",
        "plain words | plain words",
        "US$ 5 | US$ 5",
        "Q: $review A: $a.c[0].d! | Q: Nice A: deep!",
        "It is $review. | It is Nice.",
        "$review$review | NiceNice",
        "$review, $n times | Nice, 42 times",
        "Nothing: $none. | Nothing: .",
        "A list: $a.c; | A list: ;",
        "$n | 42",
        "$half | 0.5",
        "$yes | true",
      })
  void valuesAreResolvedAsTextAgainstTheTask(String value, String text) {
    assertThat(object("value", value).text(DATA)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} shows nothing")
  @CsvSource({"$none", "$a.none", "$a.c[9]", "$a.c.d", "$review.x", "$a.c[99999999999]"})
  void aMissingVariableShowsNothing(String value) {
    assertThat(object("value", value).resolve(DATA)).isNull();
    assertThat(object("value", value).text(DATA)).isNull();
  }

  @Test
  void valuesKeepTheirKind() {
    assertThat(object("value", "$n").resolve(DATA)).isEqualTo(42L);
    assertThat(object("value", "$a.c[1]").resolve(DATA)).isEqualTo(List.of("x", "y"));
    assertThat(object("value", "$a.c[1]").text(DATA)).isNull();
  }

  @Test
  void aTaskFromBeforeTheConfigHasOneUndefinedKey() {
    Map<String, Object> old = Map.of("$undefined$", "first column");

    assertThat(object("value", "$review").resolve(old)).isEqualTo("first column");
    assertThat(object("value", "$review").resolve(Map.of("$undefined$", "x", "review", "y")))
        .isEqualTo("y");
  }

  @Test
  void anExplicitNullIsNothingAndHidesTheUndefinedKey() {
    Map<String, @Nullable Object> data = new HashMap<>();
    data.put("review", null);
    data.put("$undefined$", "x");

    assertThat(object("value", "$review").resolve(data)).isNull();
    assertThat(object("value", "|$review|").resolve(data)).isEqualTo("||");
  }

  @Test
  void aValueListIsAlwaysAList() {
    ObjectTag pages = object("valueList", "$pages");

    assertThat(pages.resolve(Map.of("pages", List.of("1.png", "2.png"))))
        .isEqualTo(List.of("1.png", "2.png"));
    assertThat(pages.resolve(Map.of("pages", "1.png"))).isEqualTo(List.of("1.png"));
    assertThat(pages.resolve(Map.of())).isNull();
    assertThat(pages.valueList()).isEqualTo("$pages");
    assertThat(pages.value()).isNull();
    assertThat(pages.variable()).isEqualTo("pages");
    assertThat(pages.toString()).isEqualTo("<Image name=\"o\" valueList=\"$pages\">");
  }

  @Test
  void theVariableIsKnownWhenItStandsAlone() {
    assertThat(object("value", "$image.url[0]").variable()).isEqualTo("image.url[0]");
    for (String none : new String[] {"literal", "$a $b", "$a,$b", "$a$b", "$", "x$a"}) {
      assertThat(object("value", none).variable()).as(none).isNull();
    }
  }

  @Test
  void theAttributesAreThere() {
    ObjectTag object =
        LabelConfig.parse("<Text name='o' value='$u' valueType='url' saveTextResult='yes'/>")
            .object();
    assertThat(object.valueType()).isEqualTo("url");
    assertThat(object.attribute("saveTextResult")).isEqualTo("yes");
    assertThat(object.attributes().keySet())
        .containsExactly("name", "value", "valueType", "saveTextResult");
  }

  @Test
  void listsAndObjectsWithOddKeysDoNoHarm() {
    Map<Object, Object> odd = new HashMap<>();
    odd.put(1, "number key");
    Map<String, Object> data = Map.of("odd", odd, "list", Arrays.asList(null, "x"));

    assertThat(object("value", "$odd.1").resolve(data)).isNull();
    assertThat(object("value", "$list[0]").resolve(data)).isNull();
    assertThat(object("value", "$list[0].x").resolve(data)).isNull();
    assertThat(object("value", "$list[1]").resolve(data)).isEqualTo("x");
    assertThat(object("value", "$[]..").resolve(Collections.emptyMap())).isNull();
  }

  private static ObjectTag object(String attribute, String value) {
    return LabelConfig.parse("<Image name='o' " + attribute + "='" + value + "'/>").object();
  }
}
