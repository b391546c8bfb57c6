// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.onnxtext;

import dev.lsml.core.labelconfig.ControlTag;
import dev.lsml.core.labelconfig.LabelConfigException;

/**
 * How many words of a text a model gets: {@code model_min_tokens} (1) and {@code model_max_tokens}
 * (4096) of the control. A model of fixed length knows better.
 *
 * @param least shorter texts are padded
 * @param most longer texts are cut
 */
record Lengths(int least, int most) {

  /**
   * Reads the attributes.
   *
   * @throws LabelConfigException when they are no such numbers
   */
  static Lengths of(ControlTag control) {
    double least = control.modelAttribute("min_tokens", 1);
    double most = control.modelAttribute("max_tokens", Math.max(4096, least));
    if (least < 1 || most < least || most > 1_000_000) {
      throw new LabelConfigException(
          "The lengths of " + control + " cannot be",
          "model_min_tokens is " + least + " and model_max_tokens is " + most,
          "Write numbers from 1 to 1000000, the smaller one as model_min_tokens");
    }
    return new Lengths((int) least, (int) most);
  }
}
