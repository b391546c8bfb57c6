// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void valuesBecomePlainJdkValues() {
    assertThat(Json.read("{\"a\":[1,-2.5,\"x\",true,null,{}],\"b\":12345678901234567890}"))
        .isEqualTo(
            new LinkedHashMap<>(
                Map.of(
                    "a",
                    Arrays.asList(1L, -2.5, "x", true, null, Map.of()),
                    "b",
                    new BigInteger("12345678901234567890"))));
  }

  @Test
  void keysStayInTheirOrder() {
    assertThat(((Map<?, ?>) Json.read("{\"z\":1,\"a\":2,\"m\":3}")).keySet().toString())
        .isEqualTo("[z, a, m]");
  }

  @Test
  void whatIsWrittenIsReadBackTheSame() {
    Random random = new Random(20261121);
    for (int i = 0; i < 2_000; i++) {
      Object value = value(random, 0);
      assertThat(Json.read(Json.bytes(value))).as("document %s", i).isEqualTo(value);
    }
  }

  @Test
  void damagedDocumentsAreRefusedAndNothingElseHappens() {
    Random random = new Random(42);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Json.bytes(value(random, 0));
      for (int j = 0; j < 1 + random.nextInt(3); j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        Json.read(bytes);
      } catch (JsonException e) {
        refused++;
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(refused).isPositive();
  }

  private static Object value(Random random, int depth) {
    switch (random.nextInt(depth > 4 ? 5 : 7)) {
      case 0:
        return random.nextLong();
      case 1:
        return random.nextGaussian();
      case 2:
        return random.nextBoolean();
      case 3:
        return text(random);
      case 4:
        return null;
      case 5:
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          list.add(value(random, depth + 1));
        }
        return list;
      default:
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          map.put(text(random), value(random, depth + 1));
        }
        return map;
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      int c = random.nextInt(random.nextBoolean() ? 128 : Character.MAX_CODE_POINT + 1);
      text.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? '?' : c);
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aNumberThatJsonDoesNotHaveIsNotWritten(double number) {
    assertThatThrownBy(() -> Json.bytes(List.of(number)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("JSON has no form for " + number);
  }

  @Test
  void aTypeWithoutAFormIsNotWritten() {
    assertThatThrownBy(() -> Json.bytes(Map.of("x", new Object())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("JSON has no form for java.lang.Object");
    assertThatThrownBy(() -> Json.bytes(Map.of(1, 2)))
        .hasMessage("a JSON object's key must be a string: 1");
  }

  @Test
  void nestingIsBounded() {
    String deep = "[".repeat(499) + "]".repeat(499);
    assertThat(Json.read(deep)).isInstanceOf(List.class);
    assertThatThrownBy(() -> Json.read("[".repeat(100_000)))
        .isInstanceOf(JsonException.class)
        .hasMessageStartingWith("the document is over a limit: Document nesting depth (501)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "{",
        "{\"a\":}",
        "[1,]",
        "nul",
        "NaN",
        "'a'",
        "{a:1}",
        "1 2",
        "\"\u0001\""
      })
  void whatIsNotJsonIsRefused(String text) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JsonException.class);
  }

  @Test
  void aMessageNamesThePlaceAndKeepsToThePoint() {
    assertThatThrownBy(() -> Json.read("{\n  \"tasks\": [1, }"))
        .hasMessageStartingWith("not valid JSON at line 2, column 16: Unexpected character ('}'");
    assertThatThrownBy(() -> Json.read("{"))
        .hasMessage(
            "not valid JSON at line 1, column 2: Unexpected end-of-input: expected close marker for"
                + " Object)");
    assertThatThrownBy(() -> Json.read("")).hasMessage("the document is empty");
    assertThatThrownBy(() -> Json.read("1 2"))
        .hasMessage("there is text after the end of the document");
  }

  @Test
  void invalidUtf8IsRefused() {
    assertThatThrownBy(() -> Json.read(new byte[] {'"', (byte) 0xC3, '"'}))
        .isInstanceOf(JsonException.class);
  }

  @Test
  void textIsWrittenAsUtf8() {
    assertThat(Json.bytes("日本😀")).isEqualTo("\"日本😀\"".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aViewNamesTheWayToWhatIsWrong() {
    JsonView view = JsonView.of(Json.read("{\"tasks\":[{\"id\":\"x\",\"data\":[]}]}"));
    JsonView task = view.get("tasks").items().get(0);

    assertThatThrownBy(() -> task.get("data").object())
        .hasMessage("tasks[0].data must be an object, but is an array");
    assertThatThrownBy(() -> task.get("id").whole())
        .hasMessage("tasks[0].id must be a whole number, but is a string");
    assertThatThrownBy(() -> task.get("none").string())
        .hasMessage("tasks[0].none must be a string, but is missing or null");
    assertThat(task.get("none").get("deeper").isNull()).isTrue();
    assertThat(task.has("none")).isFalse();
    assertThat(task.get("id").itemsOrSingle()).hasSize(1);
  }
}
