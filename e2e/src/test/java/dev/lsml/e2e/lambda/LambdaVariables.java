// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.lambda;

import dev.lsml.e2e.parts.AwsApi;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The variables that Lambda sets itself.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">
 *     defined runtime environment variables</a>
 */
final class LambdaVariables {
  private LambdaVariables() {}

  /**
   * All for one instance.
   *
   * @param token with which one made from a snapshot asks for the role's keys; others have them
   */
  static Map<String, String> of(
      FunctionVersion function, String runtimeApi, String logStream, String token) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    all.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    all.put("AWS_LAMBDA_FUNCTION_VERSION", function.version());
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memory()));
    all.put("AWS_LAMBDA_LOG_GROUP_NAME", function.logGroup());
    all.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
    all.put("AWS_REGION", AwsApi.REGION);
    all.put("AWS_DEFAULT_REGION", AwsApi.REGION);
    all.put("LAMBDA_TASK_ROOT", "/var/task");
    all.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
    all.put("TZ", ":UTC");
    all.put("LANG", "en_US.UTF-8");
    all.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    if (!function.isImage()) {
      all.put("_HANDLER", function.handler());
      all.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
    }
    if (function.snapStart()) {
      all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
      all.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://" + runtimeApi + "/credentials");
      all.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", token);
    } else {
      all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
      all.put("AWS_ACCESS_KEY_ID", RoleKeys.ID);
      all.put("AWS_SECRET_ACCESS_KEY", RoleKeys.SECRET);
      all.put("AWS_SESSION_TOKEN", RoleKeys.SESSION);
    }
    return all;
  }
}
