// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Moto, which stands in for many services of AWS, on a free port of 127.0.0.1 with all it knows in
 * memory. It is used where {@code moto_server} is installed.
 */
public final class MotoServer implements AutoCloseable {
  private final ServerProcess process;
  private final String url;

  private MotoServer(ServerProcess process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts one.
   *
   * @param folder for its log; must exist
   * @throws MissingPart when it is not installed
   */
  public static MotoServer start(Path folder) throws Exception {
    try {
      if (Commands.run(List.of("moto_server", "--help"), Map.of(), Duration.ofMinutes(1)).status()
          != 0) {
        throw new MissingPart("moto_server does not run", "pip install 'moto[server]' again");
      }
    } catch (IOException notInstalled) {
      throw new MissingPart("moto_server is missing", "pip install 'moto[server]'");
    }
    int port = ServerProcess.freePort();
    String url = "http://127.0.0.1:" + port;
    Map<String, String> environment = new HashMap<>();
    if (System.getenv("HOME") != null) {
      environment.put("HOME", System.getenv("HOME")); // where pyenv keeps its Pythons
    }
    ServerProcess process =
        ServerProcess.start(
            "moto",
            List.of("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port)),
            environment,
            folder,
            folder.resolve("moto.log"));
    try {
      process.awaitReady(URI.create(url + "/moto-api/"), Duration.ofMinutes(1));
    } catch (Throwable e) {
      process.kill();
      throw e;
    }
    return new MotoServer(process, url);
  }

  /** What an instance's environment has to hold. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL",
        url,
        "AWS_REGION",
        AwsApi.REGION,
        "AWS_ACCESS_KEY_ID",
        "test",
        "AWS_SECRET_ACCESS_KEY",
        "test");
  }

  /** How to call it. */
  public AwsApi api() {
    return new AwsApi(url);
  }

  /** Makes an empty bucket. */
  public void createBucket(String name) throws Exception {
    api()
        .rest(
            "s3",
            "PUT",
            "/" + name,
            "<CreateBucketConfiguration><LocationConstraint>"
                + AwsApi.REGION
                + "</LocationConstraint></CreateBucketConfiguration>")
        .expect(200);
  }

  /** Calls a service that speaks JSON; see {@link AwsApi#call}. */
  public JsonView call(String service, String target, Map<String, Object> parameters)
      throws Exception {
    return api().call(service, target, parameters);
  }

  @Override
  public void close() {
    process.close();
  }
}
