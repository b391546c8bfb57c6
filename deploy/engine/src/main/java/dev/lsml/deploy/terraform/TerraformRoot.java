// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One Terraform root module and where it is worked on. Immutable.
 *
 * @param name such as {@code gcp/service}: its place below this package's resources
 * @param files the names of its files there
 * @param work where its files are laid out; may be deleted at any time
 * @param keep where providers and the lock file are kept, which are long to fetch; outlives {@code
 *     clean}
 * @param backend the settings of its backend, in the order they are given
 */
public record TerraformRoot(
    String name, List<String> files, Path work, Path keep, Map<String, String> backend) {

  /** The plan that was made last. */
  static final String PLAN = "lsml.tfplan";

  /** The variables, without secrets. */
  static final String VARIABLES = "lsml.tfvars.json";

  /** Copies the list; the map is kept as it is, for its order. */
  public TerraformRoot {
    files = List.copyOf(files);
  }

  /** What people call it: {@code service} for {@code gcp/service}. */
  public String title() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** Where Terraform keeps providers and which backend is in use. */
  Path data() {
    return keep.resolve(title());
  }

  /** Which provider builds were chosen; shared by the roots, so that each is fetched once. */
  Path lockFile() {
    return keep.resolve("terraform.lock.hcl");
  }
}
