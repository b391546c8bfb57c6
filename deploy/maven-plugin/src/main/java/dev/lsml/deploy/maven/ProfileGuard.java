// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds profiles that were mistyped, which Maven only warns of. Pure functions. */
final class ProfileGuard {
  /** The profiles of lsml-parent that people ask for. */
  private static final List<String> OURS = List.of("gcp", "aws", "local");

  private static final String PUBLISHING = "deploy";
  private static final int NEAR = 2;

  private ProfileGuard() {}

  /**
   * Looks at what was asked for.
   *
   * @param requested the profiles of the command line
   * @param known those of them that exist
   * @param goals the goals and phases of the command line
   * @return what is wrong, {@code null} when all is well
   */
  static @Nullable String problem(
      Collection<String> requested, Collection<String> known, List<String> goals) {
    for (String profile : requested) {
      if (known.contains(profile)) {
        continue;
      }
      String meant = nearest(profile);
      if (meant != null) {
        return "There is no profile "
            + profile
            + "; did you mean -P"
            + meant
            + "? Nothing was built, deployed or published.";
      }
      if (goals.contains(PUBLISHING)) {
        return "There is no profile "
            + profile
            + ", and without it 'mvn deploy' publishes artifacts. To deploy the backend: mvn deploy"
            + " -Pgcp, or -Paws. Nothing was built, deployed or published.";
      }
    }
    return null;
  }

  private static @Nullable String nearest(String profile) {
    String small = profile.toLowerCase(Locale.ROOT);
    String nearest = null;
    int least = NEAR + 1;
    for (String ours : OURS) {
      int distance = distance(small, ours);
      if (distance < least && distance < ours.length()) {
        least = distance;
        nearest = ours;
      }
    }
    return nearest;
  }

  /** How many letters were left out, put in, mistaken or swapped with their neighbours. */
  static int distance(String one, String other) {
    int[][] costs = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          costs[i][j] = i + j;
          continue;
        }
        int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int cost = Math.min(costs[i - 1][j], costs[i][j - 1]) + 1;
        cost = Math.min(cost, costs[i - 1][j - 1] + same);
        boolean isSwap =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        costs[i][j] = isSwap ? Math.min(cost, costs[i - 2][j - 2] + 1) : cost;
      }
    }
    return costs[one.length()][other.length()];
  }
}
