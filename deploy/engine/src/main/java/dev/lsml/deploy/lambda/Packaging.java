// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.lambda;

import dev.lsml.deploy.DeployException;
import org.jspecify.annotations.Nullable;

/** What Lambda is given. */
public enum Packaging {
  /** For a managed runtime, which can start from a snapshot. */
  ZIP,

  /** A container image with a runtime of its own. */
  IMAGE;

  /**
   * The most bytes of an unzipped package
   * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html, "250 MB").
   */
  public static final long MOST_UNZIPPED = 250L * 1024 * 1024;

  private static final String LIMIT = Megabytes.of(MOST_UNZIPPED);

  /**
   * What was chosen, and why.
   *
   * @param reason for people, in one line
   */
  public record Choice(Packaging packaging, String reason) {}

  /**
   * Decides: a zip unless it is too large for Lambda or an image was asked for.
   *
   * @param wanted {@code zip} or {@code image}; {@code null} or blank for whatever fits
   * @throws DeployException when something else is wanted, or a zip that is too large
   */
  public static Choice choose(@Nullable String wanted, ZipContents contents) {
    long unzipped = contents.unzipped();
    String size = Megabytes.of(unzipped) + " unzipped";
    boolean fits = unzipped <= MOST_UNZIPPED;
    switch (wanted(wanted)) {
      case "image":
        return new Choice(
            IMAGE,
            "image, as -Daws.packaging=image asks"
                + (fits ? "; a zip would do with " + size + ", and start from a snapshot" : ""));
      case "zip":
        if (!fits) {
          throw new DeployException(
              "The zip is too large for Lambda",
              "it is " + size + ", and Lambda takes " + LIMIT + "; " + largest(contents),
              "Leave -Daws.packaging=zip out to deploy an image, or take from the project what it"
                  + " does not need");
        }
        return new Choice(ZIP, "zip, as -Daws.packaging=zip asks: " + size + " of " + LIMIT);
      default:
        return fits
            ? new Choice(
                ZIP,
                "zip, since "
                    + size
                    + " fit into the "
                    + LIMIT
                    + " that Lambda takes; it starts from a snapshot")
            : new Choice(
                IMAGE,
                "image, since "
                    + size
                    + " are over the "
                    + LIMIT
                    + " that Lambda takes as a zip ("
                    + largest(contents)
                    + "); an image does not start from a snapshot");
    }
  }

  private static String wanted(@Nullable String wanted) {
    String word = wanted == null ? "" : wanted.strip();
    if (!word.isEmpty() && !word.equals("zip") && !word.equals("image")) {
      throw new DeployException(
          "The package cannot be chosen",
          "aws.packaging is '" + word + "'",
          "Use zip or image, or leave it out for whatever fits");
    }
    return word;
  }

  private static String largest(ZipContents contents) {
    return "the largest are " + contents.largest(3);
  }
}
