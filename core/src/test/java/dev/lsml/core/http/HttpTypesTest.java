// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpTypesTest {
  @Test
  void headerNamesAreOneWhateverTheirCase() {
    Headers headers =
        Headers.of(Map.of("X-One", List.of("a"), "x-two", List.of("c"))).with("x-ONE", "b");

    assertThat(headers.first("X-ONE")).isEqualTo("a");
    assertThat(headers.all().get("x-one")).containsExactly("a", "b");
    assertThat(headers.first("none")).isNull();
    assertThat(headers.contains("x-two", "C")).isTrue();
  }

  @Test
  void headerValuesAreNotInTheText() {
    assertThat(Headers.empty().with("Authorization", "Basic c2VjcmV0").toString())
        .isEqualTo("[Authorization]");
  }

  @Test
  void theQueryIsDecodedAndAStrayPercentDoesNoHarm() {
    HttpRequest request =
        new HttpRequest(
            "GET",
            "/",
            "project=12.5&name=a+b%20c&empty=&flag&bad=100%",
            Headers.empty(),
            InputStream.nullInputStream());

    assertThat(request.queryParameters())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("project", "12.5", "name", "a b c", "empty", "", "flag", "", "bad", "100%"));
    assertThat(HttpRequest.of("GET", "/").queryParameters()).isEmpty();
  }

  @Test
  void aReasonPhraseIsOneLineOfAscii() {
    HttpResponse error =
        HttpResponse.error(400, "Zeile 1\r\nInjected: ü" + "x".repeat(300), "", "");

    assertThat(error.reason()).startsWith("Zeile 1  Injected:  xxx").hasSize(200);
  }

  @Test
  void anErrorSaysProblemCauseAndRemedy() throws Exception {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    HttpResponse error = HttpResponse.error(413, "too large", "a cause", "a remedy");
    error.body().writeTo(out);

    assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("{\"error\":\"too large\",\"cause\":\"a cause\",\"remedy\":\"a remedy\"}");
    assertThat(error.body().length()).isEqualTo(out.size());
  }
}
