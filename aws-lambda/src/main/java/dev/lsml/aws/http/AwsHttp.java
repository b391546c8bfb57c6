// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests on the JDK's oldest client, which costs a cold start a few milliseconds where others
 * cost hundreds. Busy servers (408, 429, 5xx) and broken connections are tried again as the {@link
 * Backoff} says. Redirects are not followed: they would carry the credentials with them.
 * Thread-safe.
 */
public final class AwsHttp {
  private static final int MAX_ERROR_BYTES = 2_000;

  /**
   * Takes an answer of any status that is not worth another try.
   *
   * @param <T> what becomes of it
   */
  @FunctionalInterface
  public interface Taker<T> {
    /**
     * Takes it. May be called again with the answer of a further try after it has thrown.
     *
     * @throws Refusal when the answer is not what is wanted
     * @throws IOException when the connection breaks; the request is then tried again
     */
    T take(int status, HttpURLConnection connection) throws IOException;
  }

  private final Backoff backoff;
  private final @Nullable Proxy proxy;
  private final int connectMillis;
  private final int readMillis;

  private AwsHttp(Backoff backoff, @Nullable Proxy proxy, int connectMillis, int readMillis) {
    this.backoff = backoff;
    this.proxy = proxy;
    this.connectMillis = connectMillis;
    this.readMillis = readMillis;
  }

  /** For reading: three seconds to connect, thirty between two packets. */
  public static AwsHttp patient(Backoff backoff) {
    return new AwsHttp(backoff, null, 3_000, 30_000);
  }

  /** One try through no proxy, for whoever waits for it; both times are limits. */
  public static AwsHttp once(int connectMillis, int readMillis) {
    return new AwsHttp(Backoff.NONE, null, connectMillis, readMillis);
  }

  /** For servers beside this process: through no proxy. */
  public static AwsHttp local(Backoff backoff) {
    return new AwsHttp(backoff, Proxy.NO_PROXY, 1_000, 5_000);
  }

  /**
   * Asks until there is an answer.
   *
   * @param body {@code null} for none
   * @throws Refusal as the taker does
   * @throws IOException when the connection fails again and again, or the server stays busy
   */
  public <T> T send(
      String method,
      URI address,
      Map<String, String> headers,
      byte @Nullable [] body,
      Taker<T> taker)
      throws IOException {
    for (int failures = 1; ; failures++) {
      try {
        HttpURLConnection connection = open(method, address, headers);
        if (body != null) {
          connection.setDoOutput(true);
          connection.setFixedLengthStreamingMode(body.length); // else the JDK may send it twice
          try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
          }
        }
        int status = connection.getResponseCode();
        if (!Backoff.isPassing(status)) {
          return taker.take(status, connection);
        }
        throw new IOException("it answered " + status + ": " + errorText(connection));
      } catch (Refusal e) {
        throw e;
      } catch (IOException e) {
        if (!backoff.again(failures)) {
          throw e;
        }
      }
    }
  }

  private HttpURLConnection open(String method, URI address, Map<String, String> headers)
      throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            (proxy == null
                ? address.toURL().openConnection()
                : address.toURL().openConnection(proxy));
    connection.setRequestMethod(method);
    connection.setConnectTimeout(connectMillis);
    connection.setReadTimeout(readMillis);
    connection.setInstanceFollowRedirects(false);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      connection.setRequestProperty(header.getKey(), header.getValue());
    }
    return connection;
  }

  /** The body of an answer that is an error, shortened; reading it frees the connection. */
  public static String errorText(HttpURLConnection connection) throws IOException {
    InputStream body = connection.getErrorStream();
    if (body == null) {
      return "";
    }
    try (body) {
      String text = new String(body.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
      body.skip(Long.MAX_VALUE);
      return text.strip();
    }
  }
}
