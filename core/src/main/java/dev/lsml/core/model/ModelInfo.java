// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a model class for Label Studio. Optional: without it the name comes from the class's name
 * and the version from the code itself.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ModelInfo {
  /**
   * The name that model versions start with, 1 to 60 characters out of {@code A-Z a-z 0-9 . _ -};
   * empty for the class's simple name with dashes, such as {@code text-classifier} for {@code
   * TextClassifier}.
   */
  String name() default "";

  /**
   * Names this state of the model's code. Predictions made by other code are asked for anew. Empty
   * for a digest of the classes and resources beside the class, which changes with every edit.
   */
  String version() default "";
}
