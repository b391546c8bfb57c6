// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.clicksegment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.result.ImageSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PicturesTest {
  private final List<String> read = new ArrayList<>();

  @Test
  void anImageIsReadOnceUntilOthersNeedItsRoom() throws Exception {
    Pictures pictures = new Pictures(2 * 300); // two of a hundred pixels
    get(pictures, "a");
    get(pictures, "b");
    get(pictures, "a");
    get(pictures, "c");
    get(pictures, "a");
    get(pictures, "b");

    assertThat(read).as("b was used longest ago").containsExactly("a", "b", "c", "b");
  }

  @Test
  void oneThatIsLargerThanTheLimitIsKeptAlone() throws Exception {
    Pictures pictures = new Pictures(10);
    get(pictures, "a");
    get(pictures, "a");

    assertThat(read).containsExactly("a");
  }

  @Test
  void aFailureIsNotKept() throws Exception {
    Pictures pictures = new Pictures(1000);
    assertThatThrownBy(
            () ->
                pictures.get(
                    "a",
                    () -> {
                      throw new IOException("gone");
                    }))
        .hasMessage("gone");

    get(pictures, "a");
    assertThat(read).containsExactly("a");
  }

  private void get(Pictures pictures, String address) throws IOException {
    pictures.get(
        address,
        () -> {
          read.add(address);
          return new Picture(new ImageSize(10, 10), 10, 10, new int[100]);
        });
  }
}
