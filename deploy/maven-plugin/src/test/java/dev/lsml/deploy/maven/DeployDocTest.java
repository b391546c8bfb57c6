// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page on deploying names is there: the plugin's descriptor is read as Maven does. */
class DeployDocTest {
  private static final Path PAGE = Path.of("../../docs/deploy-gcp.md");

  @Test
  void everyGoalThatThePageNamesIsOneOfThePlugins() throws IOException {
    Set<String> named = found("lsml:([a-z]+)", Files.readString(PAGE));

    assertThat(named).contains("status", "logs", "versions", "rollback", "register");
    assertThat(found("<goal>([a-zA-Z-]+)</goal>", descriptor())).containsAll(named);
  }

  @Test
  void everyPropertyThatThePageNamesIsOneOfTheGoals() throws IOException {
    Set<String> named = found("-D([a-z]+[.][a-zA-Z.]+)", Files.readString(PAGE));

    assertThat(named).contains("gcp.project", "labelstudio.project", "lsml.to");
    assertThat(found("\\$\\{([a-zA-Z.]+)\\}</", descriptor())).containsAll(named);
  }

  @Test
  void everyPlaceInThePageThatItLinksToIsThere() throws IOException {
    String page = Files.readString(PAGE);
    Set<String> titles = new TreeSet<>();
    for (String title : found("\n#+ ([^\n]+)", page)) {
      titles.add(title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'));
    }

    assertThat(titles).containsAll(found("\\]\\(#([a-z-]+)\\)", page));
    for (String file : found("\\]\\(([a-z-]+\\.md)\\)", page)) {
      assertThat(PAGE.resolveSibling(file)).exists();
    }
  }

  private static String descriptor() throws IOException {
    try (InputStream in = DeployDocTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
      assertThat(in).as("the descriptor that maven-plugin-plugin writes").isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Set<String> found(String pattern, String text) {
    Set<String> found = new TreeSet<>();
    for (Matcher matcher = Pattern.compile(pattern).matcher(text); matcher.find(); ) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
