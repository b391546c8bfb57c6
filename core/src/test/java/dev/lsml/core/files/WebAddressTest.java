// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebAddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "http://a.example > http://a.example/",
        "HTTPS://A.Example:443/x > https://a.example/x",
        "http://a.example:8080/x?y=z#part > http://a.example:8080/x?y=z",
        "http://a.example:/x > http://a.example/x",
        "http://a.example./x > http://a.example/x",
        "http://a.example?y > http://a.example/?y",
        "http://my_bucket.a.example/x > http://my_bucket.a.example/x",
        "http://bücher.example/ü ber.png > http://xn--bcher-kva.example/%C3%BC%20ber.png",
        "http://a.example/100%/a%20b/%C3%BC[1]|x > http://a.example/100%25/a%20b/%C3%BC%5B1%5D%7Cx",
        "http://a.example/\\..\\x > http://a.example/%5C..%5Cx",
        "http://8.8.8.8/x > http://8.8.8.8/x",
        "http://[2001:4860::1]:81/x > http://[2001:4860:0:0:0:0:0:1]:81/x",
        "http://[::ffff:8.8.8.8]/ > http://8.8.8.8/",
        "http://a.example/😀 > http://a.example/%F0%9F%98%80",
      })
  void anAddressIsReadAndItsPathEncoded(String text, String plain) {
    assertThat(WebAddress.parse(text)).hasToString(plain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/x/y.png | https://a.example/x/y.png",
        "y.png?s=1 | https://a.example/dir/y.png?s=1",
        "../y.png | https://a.example/y.png",
        "?s=2 | https://a.example/dir/file?s=2",
        "//b.example/x | https://b.example/x",
        "http://b.example:81/x#f | http://b.example:81/x",
        "a/b:c | https://a.example/dir/a/b:c",
        "/with space | https://a.example/with%20space",
      })
  void aRedirectIsResolvedAgainstWhereItCameFrom(String location, String target) {
    assertThat(WebAddress.parse("https://a.example/dir/file?old=1").resolve(location))
        .hasToString(target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "javascript:1", "gopher://a.example/", "data:,x"})
  void aRedirectToAnotherSchemeIsRefused(String location) {
    assertThatThrownBy(() -> WebAddress.parse("https://a.example/").resolve(location))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not an http or https address");
  }
}
