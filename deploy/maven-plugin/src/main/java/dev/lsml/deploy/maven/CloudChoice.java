// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The clouds that a backend can be deployed to. */
enum CloudChoice {
  /** Google Cloud Run. */
  GOOGLE("gcp"),

  /** AWS Lambda. */
  AWS("aws");

  private final String profile;

  CloudChoice(String profile) {
    this.profile = profile;
  }

  /** The name of its profile, and of its folders. */
  String profile() {
    return profile;
  }

  /**
   * The cloud that is meant: that of the profile; without one, that of the properties.
   *
   * @param profiles those of the command line
   * @param hasGoogle whether a property names where on Google
   * @param hasAws whether a property names where on AWS
   * @return {@code null} when nothing names one
   * @throws IllegalArgumentException when both are named; says what to do
   */
  static @Nullable CloudChoice of(Collection<String> profiles, boolean hasGoogle, boolean hasAws) {
    boolean google = profiles.contains(GOOGLE.profile);
    boolean aws = profiles.contains(AWS.profile);
    if (!google && !aws) {
      google = hasGoogle;
      aws = hasAws;
    }
    if (google && aws) {
      throw new IllegalArgumentException(
          "Both clouds are named, and a goal works on one of them. Choose with -Pgcp or with -Paws.");
    }
    return google ? GOOGLE : aws ? AWS : null;
  }
}
