// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.textclassifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
  @Test
  void wordsAndNumbersAreCutAtSpaceAndPunctuation() {
    assertThat(Tokens.of("Don't buy it, 2nd-hand (ever)…"))
        .containsExactly("don", "t", "buy", "it", "2nd", "hand", "ever");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t\u00a0", "?!… —", "\u200b\ufe0f\u200d", "\ud800", "\0"})
  void aTextWithoutLettersAndSymbolsHasNoTokens(String text) {
    assertThat(Tokens.of(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "STRASSE, straße", // sharp s
    "ΟΔΟΣ, οδος", // two small letters sigma
    "CAF\u00c9, cafe\u0301", // composed and decomposed
    "Ａｂｃ１, abc1", // full width
    "ﬁne, fine", // ligature
    "ǅ, dž", // title case
    "ſo, SO", // long s
    "İstanbul, istanbul", // Turkish
    "ВСЁ, всё",
    "Ⅳ, iv",
    "ﾊﾟ, パ", // half-width kana with its mark
    "각, 각", // Hangul, composed and as single letters
    "soft\u00adhyphen, softhyphen"
  })
  void spellingsOfOneWordGiveOneToken(String one, String other) {
    assertThat(Tokens.of(one)).isNotEmpty().isEqualTo(Tokens.of(other));
  }

  @Test
  void charactersThatPassWithoutNormalizingAreInNormalForm() {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      all.append(Tokens.isNormal(c) ? String.valueOf(c) : "");
    }
    assertThat(all).hasSize(0x80 + 0x72 + 4 + 8).contains("z", "é", "Đ", "’", "–");
    assertThat(Normalizer.normalize(all, Normalizer.Form.NFKC)).isEqualTo(all.toString());
  }

  @Test
  void theComputersLanguageChangesNothing() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr", "TR"));
      assertThat(Tokens.of("TITLE Ístria")).containsExactly("title", "ístria");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void combiningMarksStayWithTheirLetters() {
    assertThat(Tokens.of("हिन्दी कैसी है")).hasSize(3);
    assertThat(Tokens.of("مُحَمَّد كتاب")).hasSize(2);
    assertThat(Tokens.of("שָׁלוֹם")).hasSize(1);
    assertThat(Tokens.of("x\u0323\u0307y")).hasSize(1);
  }

  @Test
  void aJoinerInsideAWordDoesNotCutIt() {
    assertThat(Tokens.of("می\u200cخواهم")).containsExactly("میخواهم");
  }

  @Test
  void inScriptsWithoutSpacesEveryCharacterIsAToken() {
    assertThat(Tokens.of("很好吃。")).containsExactly("很", "好", "吃");
    assertThat(Tokens.of("ラーメン")).containsExactly("ラ", "ー", "メ", "ン");
    assertThat(Tokens.of("ไม่ดี")).containsExactly("ไ", "ม่", "ดี");
    assertThat(Tokens.of("\ud842\udfb7野屋")).containsExactly("\ud842\udfb7", "野", "屋");
    assertThat(Tokens.of("iPhone很好abc")).containsExactly("iphone", "很", "好", "abc");
  }

  @Test
  void zeroWidthSpacesSeparateWords() {
    assertThat(Tokens.of("ab\u200bcd")).containsExactly("ab", "cd");
  }

  @Test
  void emojiAndSymbolsAreTokensWithoutTheirVariationSelectors() {
    assertThat(Tokens.of("top😀😀❤\ufe0f5€")).containsExactly("top", "😀", "😀", "❤", "5", "€");
    assertThat(Tokens.of("👍🏽")).containsExactly("👍", "🏽");
    assertThat(Tokens.of("👩\u200d💻")).containsExactly("👩", "💻");
  }

  @Test
  void whatLiesBehindTheLimitIsNotRead() {
    String text = "a ".repeat(Tokens.MAX_CHARS / 2) + "behind";
    assertThat(Tokens.of(text)).hasSize(Tokens.MAX_CHARS / 2).doesNotContain("behind");
  }
}
