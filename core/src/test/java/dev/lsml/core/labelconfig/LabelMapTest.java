// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelMapTest {

  @Test
  void predictedValuesNameTheClasses() {
    assertThat(
            map("<Label value='Vehicle' predicted_values='car, truck ,,'/>", "car", "truck", "dog"))
        .containsExactly(Map.entry("car", "Vehicle"), Map.entry("truck", "Vehicle"));
  }

  @Test
  void otherwiseTheNameDecidesFirstExactlyThenIgnoringCase() {
    assertThat(map("<Label value='Car'/><Label value='DOG'/>", "Car", "car", "dog", "cat"))
        .containsExactly(Map.entry("Car", "Car"), Map.entry("car", "Car"), Map.entry("dog", "DOG"));
    assertThat(map("<Label value='car'/><Label value='Car'/>", "car", "Car"))
        .containsExactly(Map.entry("car", "car"), Map.entry("Car", "Car"));
  }

  @Test
  void predictedValuesAreMatchedExactlyAndWinOverNames() {
    assertThat(map("<Label value='A' predicted_values='CAR'/>", "car")).isEmpty();
    assertThat(map("<Label value='car'/><Label value='Vehicle' predicted_values='car'/>", "car"))
        .containsExactly(Map.entry("car", "Vehicle"));
  }

  @Test
  void aLabelThatNamesAClassOfTheModelIsNotMatchedByItsOwnName() {
    assertThat(map("<Label value='dog' predicted_values='hound'/>", "hound", "dog"))
        .containsExactly(Map.entry("hound", "dog"));
    assertThat(map("<Label value='dog' predicted_values='nothing'/>", "hound", "dog"))
        .containsExactly(Map.entry("dog", "dog"));
  }

  @Test
  void theAliasIsTheLabel() {
    assertThat(map("<Label value='Car' alias='c' predicted_values='car'/>", "car"))
        .containsExactly(Map.entry("car", "c"));
  }

  @Test
  void classesWithoutALabelAreLeftOut() {
    LabelMap map = control("<Label value='Car'/>").labelMap(List.of("car", "dog"));
    assertThat(map.label("car")).isEqualTo("Car");
    assertThat(map.label("dog")).isNull();
  }

  private static Map<String, String> map(String labels, String... classes) {
    return control(labels).labelMap(List.of(classes)).labels();
  }

  private static ControlTag control(String labels) {
    return LabelConfig.parse(
            "<RectangleLabels name='r' toName='i'>" + labels + "</RectangleLabels>")
        .control();
  }
}
