// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of this repository and the projects of its users are run and deployed alike. */
class ProfilesAgreeTest {
  @ParameterizedTest
  @ValueSource(strings = {"local", "gcp", "aws"})
  void theExamplesAndTheParentBindTheSameGoals(String profile) throws Exception {
    List<String> examples = bound(Path.of("../../examples/pom.xml"), profile);

    assertThat(examples).hasSize(4);
    assertThat(bound(Path.of("../parent/pom.xml"), profile)).isEqualTo(examples);
  }

  /** The dependencies, executions and goals of a profile. */
  private static List<String> bound(Path pom, String profile) throws Exception {
    String text = Files.readString(pom);
    int start = text.indexOf("<id>" + profile + "</id>");
    assertThat(start).as(profile + " in " + pom).isPositive();
    String body = text.substring(start, text.indexOf("</profile>", start));
    List<String> parts = new ArrayList<>();
    Matcher matcher =
        Pattern.compile("<(artifactId|id|goal)>(.*?)</")
            .matcher(body.substring(profile.length() + 9));
    while (matcher.find()) {
      parts.add(matcher.group(2));
    }
    return parts;
  }
}
