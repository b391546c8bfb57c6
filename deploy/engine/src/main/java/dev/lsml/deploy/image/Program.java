// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import java.util.List;

/**
 * What an image starts. Immutable.
 *
 * @param platform what runs the image
 * @param mainClass on Cloud Run it must serve on {@code PORT} when it gets no argument, on Lambda
 *     it must ask the runtime API; it must end on SIGTERM
 * @param arguments the image's command, which whoever runs the image may replace
 */
public record Program(Platform platform, String mainClass, List<String> arguments) {
  /** Copies the list. */
  public Program {
    arguments = List.copyOf(arguments);
  }

  /** A backend as a service or a job on Cloud Run. */
  public static Program onCloudRun() {
    return new Program(Platform.CLOUD_RUN, "dev.lsml.gcp.CloudRun", List.of());
  }

  /**
   * A backend as a function on Lambda, started by AWS's runtime interface client, which must be on
   * the class path. The function that trains is the same image with another handler.
   */
  public static Program onLambda() {
    return new Program(
        Platform.LAMBDA,
        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
        List.of("dev.lsml.aws.LsmlHandler::handleRequest"));
  }
}
