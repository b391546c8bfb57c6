// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.terraform;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment that Terraform runs in: that of the build, without what would change the meaning
 * of our commands and without keys that it has no use for. Functions only.
 */
final class TerraformEnvironment {
  private TerraformEnvironment() {}

  /** For what concerns no root. */
  static Map<String, String> of(Map<String, String> outer) {
    Map<String, String> environment = new HashMap<>(outer);
    environment
        .keySet()
        .removeIf(
            name ->
                name.startsWith("TF_VAR_")
                    || name.startsWith("TF_CLI_ARGS")
                    || name.equals("TF_WORKSPACE")
                    || name.equals("LABEL_STUDIO_API_KEY"));
    environment.put("TF_IN_AUTOMATION", "1");
    environment.put("TF_INPUT", "0");
    environment.put("CHECKPOINT_DISABLE", "1");
    return environment;
  }

  /**
   * For a root.
   *
   * @param secrets ephemeral variables
   */
  static Map<String, String> of(
      Map<String, String> outer, TerraformRoot root, Map<String, String> secrets) {
    Map<String, String> environment = of(outer);
    environment.put("TF_DATA_DIR", root.data().toString());
    environment.putIfAbsent("TF_PLUGIN_CACHE_DIR", cache(root).toString());
    secrets.forEach((name, value) -> environment.put("TF_VAR_" + name, value));
    return environment;
  }

  /** Providers that both roots use. */
  static Path cache(TerraformRoot root) {
    return root.keep().resolve("providers");
  }
}
