// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessagePackTest {
  @Test
  void whatIsWrittenIsReadAgain() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("text", "zürich");
    value.put("numbers", List.of(0L, -1L, 127L, 128L, 70_000L, Long.MIN_VALUE, 0.5));
    value.put("flags", List.of(true, false));
    value.put("absent", null);
    value.put("later", Unknown.VALUE);

    assertThat(MessagePack.read(MessagePack.write(value))).isEqualTo(value);
  }

  @Test
  void theShortFormsThatTerraformWritesAreRead() {
    assertThat(read(0x07)).isEqualTo(7L);
    assertThat(read(0xFF)).isEqualTo(-1L);
    assertThat(read(0xCC, 0xC8)).isEqualTo(200L);
    assertThat(read(0xD1, 0xFF, 0x00)).isEqualTo(-256L);
    assertThat(read(0xA2, 'h', 'i')).isEqualTo("hi");
    assertThat(read(0xD9, 1, 'x')).isEqualTo("x");
    assertThat(read(0x92, 0xC0, 0xC3)).isEqualTo(Arrays.asList(null, true));
    assertThat(read(0x81, 0xA1, 'k', 0x01)).isEqualTo(Map.of("k", 1L));
  }

  @Test
  void anUnknownValueIsOneWithAndWithoutWhatIsKnownOfIt() {
    assertThat(read(0xD4, 0, 0)).isSameAs(Unknown.VALUE);
    assertThat(read(0xC7, 3, 12, 0x81, 0x01, 0xC2)).isSameAs(Unknown.VALUE);
  }

  @Test
  void anotherTypeIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> read(0xC4, 0)).hasMessageContaining("MessagePack type c4");
  }

  private static Object read(int... bytes) {
    byte[] packed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      packed[i] = (byte) bytes[i];
    }
    return MessagePack.read(packed);
  }
}
