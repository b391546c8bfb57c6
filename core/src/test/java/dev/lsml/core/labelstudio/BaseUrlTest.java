// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BaseUrlTest {

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, http://localhost:8080, ''",
    "' http://localhost:8080// ', http://localhost:8080, ''",
    "HTTPS://Label.Example.com/studio/, HTTPS://Label.Example.com/studio, /studio",
    "http://[::1]:8080/, http://[::1]:8080, ''",
  })
  void slashesAtTheEndGoAndASubPathStays(String text, String value, String path) {
    BaseUrl base = new BaseUrl(text);

    assertThat(base.value()).isEqualTo(value);
    assertThat(base.path()).isEqualTo(path);
    assertThat(base.at("/api/x/?a=1")).isEqualTo(URI.create(value + "/api/x/?a=1"));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, must start with http:// or https://",
    "ftp://host, must start with http:// or https://",
    "'', must start with http:// or https://",
    "http://, is not a web address",
    "http:///path, names no host",
    "http://label_studio:8080, a network alias without one",
    "http://user:secret@host, must not carry a user name",
    "http://us_er:secret@ho_st, must not carry a user name",
    "http://host?x=1, must not have a query",
    "http://host#x, must not have a query or a fragment",
    "http://host:0, has a port outside 1 to 65535",
    "http://host:70000, has a port outside 1 to 65535",
    "http://ho st, is not a web address",
  })
  void anAddressThatCannotWorkIsRefusedWithTheReason(String text, String reason) {
    assertThatThrownBy(() -> new BaseUrl(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining("LABEL_STUDIO_URL")
        .message()
        .doesNotContain("secret");
  }

  @Test
  void aPathStartsWithASlash() {
    assertThatThrownBy(() -> new BaseUrl("http://host").at(".evil.example/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("starts with a slash");
  }

  @Test
  void originsAreComparedAsABrowserDoes() {
    Origin origin = new BaseUrl("http://Label.example.com/studio").origin();

    assertThat(origin).isEqualTo(Origin.of(URI.create("HTTP://label.EXAMPLE.com:80/other")));
    assertThat(origin).isNotEqualTo(Origin.of(URI.create("https://label.example.com/")));
    assertThat(origin).isNotEqualTo(Origin.of(URI.create("http://label.example.com:8080/")));
    assertThat(origin).isNotEqualTo(Origin.of(URI.create("http://label.example.com.evil.org/")));
    assertThat(Origin.of(URI.create("http://[::1]/")))
        .isEqualTo(Origin.of(URI.create("http://[0:0:0:0:0:0:0:1]:80/")))
        .hasToString("http://[0:0:0:0:0:0:0:1]");
  }
}
