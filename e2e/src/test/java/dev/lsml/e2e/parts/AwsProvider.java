// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import dev.lsml.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Terraform's provider for AWS, from a folder that mirrors the registry: 600 MB, so it is fetched
 * by whoever wants these tests and not by them.
 *
 * @param mirror the folder that has {@code registry.terraform.io} in it
 */
public record AwsProvider(Path mirror) {
  /** Names the folder, where it is in none of the usual places. */
  public static final String FOLDER = "LSML_E2E_TERRAFORM_PROVIDERS";

  private static final String PROVIDER = "registry.terraform.io/hashicorp/aws";

  /**
   * Looks for it: where {@link #FOLDER} says, where Terraform itself would look, and in the folders
   * of {@code /opt}.
   *
   * @throws MissingPart when it is nowhere
   */
  public static AwsProvider find() throws IOException, MissingPart {
    List<Path> places = new ArrayList<>();
    String told = System.getenv(FOLDER);
    if (told != null && !told.isBlank()) {
      places.add(Path.of(told));
    }
    places.add(Path.of(System.getProperty("user.home"), ".terraform.d", "plugins"));
    places.add(Path.of("/usr/local/share/terraform/plugins"));
    places.add(Path.of("/usr/share/terraform/plugins"));
    Path others = Path.of("/opt");
    if (Files.isDirectory(others)) {
      try (Stream<Path> folders = Files.list(others)) {
        folders.sorted().forEach(places::add);
      }
    }
    for (Path place : places) {
      if (Files.isDirectory(place.resolve(PROVIDER))) {
        return new AwsProvider(place);
      }
    }
    throw new MissingPart(
        "Terraform's provider hashicorp/aws is in no local mirror",
        "run 'terraform providers mirror FOLDER' in terraform/aws/service and set "
            + FOLDER
            + " to that folder");
  }

  /**
   * What Terraform's environment has to hold to take it from there, and nothing from the Internet.
   *
   * @param folder for a file of settings; must exist
   */
  public Map<String, String> environment(Path folder) throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("providers.tfrc"),
            "provider_installation {\n  filesystem_mirror {\n    path = "
                + Json.text(mirror.toString())
                + "\n  }\n}\n");
    return Map.of("TF_CLI_CONFIG_FILE", settings.toString());
  }
}
