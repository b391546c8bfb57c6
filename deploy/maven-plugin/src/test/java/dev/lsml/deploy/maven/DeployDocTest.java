// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the page on deploying names is there: the plugin's descriptor is read as Maven does. */
class DeployDocTest {
  private static final Path DOCS = Path.of("../../docs");
  private static final Path GOOGLE = DOCS.resolve("deploy-gcp.md");
  private static final Path AWS = DOCS.resolve("deploy-aws.md");

  private static List<Path> pages() {
    return List.of(GOOGLE, AWS);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyGoalThatThePageNamesIsOneOfThePlugins(Path page) throws IOException {
    Set<String> named = found("lsml:([a-z]+)", Files.readString(page));

    assertThat(named).contains("plan", "destroy");
    assertThat(found("<goal>([a-zA-Z-]+)</goal>", descriptor())).containsAll(named);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyPropertyThatThePageNamesIsOneOfTheGoals(Path page) throws IOException {
    Set<String> named = found("-D([a-z]+[.][a-zA-Z.]+)", Files.readString(page));

    assertThat(named).contains("labelstudio.project", "lsml.confirm");
    assertThat(found("\\$\\{([a-zA-Z.]+)\\}</", descriptor())).containsAll(named);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyPropertyOfACloudIsOnItsPage(Path page) throws IOException {
    String cloud = page.equals(AWS) ? "aws" : "gcp";

    assertThat(found("-D(" + cloud + "[.][a-zA-Z.]+)=", Files.readString(page)))
        .containsAll(found("\\$\\{(" + cloud + "[.][a-zA-Z.]+)\\}</", descriptor()));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyPlaceInThePageThatItLinksToIsThere(Path path) throws IOException {
    String page = Files.readString(path);
    assertThat(titles(page)).containsAll(found("\\]\\(#([a-z-]+)\\)", page));
    for (String file : found("\\]\\(([a-z-]+\\.md)\\)", page)) {
      assertThat(path.resolveSibling(file)).exists();
    }
    for (String link : found("\\]\\(([a-z-]+\\.md#[a-z-]+)\\)", page)) {
      String[] parts = link.split("#");
      assertThat(titles(Files.readString(path.resolveSibling(parts[0])))).contains(parts[1]);
    }
  }

  private static Set<String> titles(String page) {
    Set<String> titles = new TreeSet<>();
    for (String title : found("\n#+ ([^\n]+)", page)) {
      titles.add(title.toLowerCase(Locale.ROOT).replace(' ', '-'));
    }
    return titles;
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
