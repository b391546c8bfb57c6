// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A backend that serves HTTP, beside an empty bucket of Google's. */
final class CloudRunStage implements TrainingStage {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TrainingStore store = new TrainingStore();
  private final int port = freePort();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  CloudRunStage() throws IOException {}

  @Override
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("K_SERVICE", "training");
    environment.put("LSML_STORE", "gs://training");
    environment.put("STORAGE_EMULATOR_HOST", "http://" + store.address());
    environment.put("GCE_METADATA_HOST", store.address());
    environment.put("PORT", String.valueOf(port));
    return environment;
  }

  @Override
  public List<String> arguments() {
    return List.of();
  }

  @Override
  public boolean isUp() throws InterruptedException {
    return ask("/health", null) != 0;
  }

  @Override
  public int ask(String path, byte @Nullable [] body) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json");
    if (body != null) {
      request.POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }
    try {
      return client
          .send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
          .statusCode();
    } catch (IOException e) {
      return 0; // not there yet, or not any more: the caller looks at the process
    }
  }

  @Override
  public void close() {
    store.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
