// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Adobe's S3Mock as a process of its own, one for all tests of a run: it takes seconds to start. It
 * ends with the tests' process.
 */
public final class S3Mock {
  private static final String STARTED = "Tomcat started on ports ";
  private static final AtomicInteger BUCKETS = new AtomicInteger();

  private final String url;

  private S3Mock(String url) {
    this.url = url;
  }

  /** The one of this run. */
  public static S3Mock shared() {
    return Holder.INSTANCE;
  }

  /** Its address, without a trailing slash. */
  public String url() {
    return url;
  }

  /** A new bucket's name. */
  public String newBucket() throws IOException {
    String name = "models-" + BUCKETS.incrementAndGet();
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(url + "/" + name).toURL().openConnection(Proxy.NO_PROXY);
    connection.setRequestMethod("PUT");
    if (connection.getResponseCode() != 200) {
      throw new IOException("no bucket: " + connection.getResponseCode());
    }
    return name;
  }

  private static final class Holder {
    static final S3Mock INSTANCE = start();
  }

  private static S3Mock start() {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-jar",
                  System.getProperty("lsml.s3mock.jar"),
                  "--spring.main.banner-mode=off",
                  "--server.ssl.enabled=false",
                  "--server.address=127.0.0.1",
                  "--server.port=0",
                  // It insists on a second port, and leaves no choice of the address.
                  "--com.adobe.testing.s3mock.httpPort=0",
                  "--com.adobe.testing.s3mock.max-payload-size=64MB")
              .redirectErrorStream(true)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      BufferedReader log =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      StringBuilder said = new StringBuilder();
      for (String line = log.readLine(); line != null; line = log.readLine()) {
        int start = line.indexOf(STARTED);
        if (start >= 0) {
          start += STARTED.length();
          Thread drain = new Thread(() -> drain(log), "s3mock-log");
          drain.setDaemon(true);
          drain.start();
          return new S3Mock("http://127.0.0.1:" + line.substring(start, line.indexOf(' ', start)));
        }
        said.append(line).append('\n');
      }
      throw new IllegalStateException("S3Mock did not start:\n" + said);
    } catch (IOException e) {
      throw new IllegalStateException("S3Mock did not start", e);
    }
  }

  private static void drain(BufferedReader log) {
    try {
      while (log.readLine() != null) {
        // it must not wait for anyone to read
      }
    } catch (IOException e) {
      // it has ended
    }
  }
}
