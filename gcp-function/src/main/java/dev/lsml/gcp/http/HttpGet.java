// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * GET requests on the JDK's oldest client, which costs a cold start a few milliseconds where others
 * cost hundreds. Busy servers (408, 429, 5xx) and broken connections are tried again with pauses.
 * Redirects are not followed: they would carry the credentials with them. Thread-safe.
 */
public final class HttpGet {
  private static final int CONNECT_MILLIS = 3_000;
  private static final int READ_MILLIS = 30_000;
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

  /** One that goes through the proxy of the system properties, if they name one. */
  public HttpGet(Backoff backoff) {
    // Without any, looking for one would only load the JDK's classes for it.
    this(backoff, proxiesAreTold() ? null : Proxy.NO_PROXY);
  }

  /**
   * One with a proxy of its own.
   *
   * @param proxy {@code null} for what the system properties say
   */
  public HttpGet(Backoff backoff, @Nullable Proxy proxy) {
    this.backoff = backoff;
    this.proxy = proxy;
  }

  private static boolean proxiesAreTold() {
    return System.getProperty("https.proxyHost") != null
        || System.getProperty("http.proxyHost") != null
        || System.getProperty("socksProxyHost") != null
        || Boolean.getBoolean("java.net.useSystemProxies");
  }

  /**
   * Asks until there is an answer.
   *
   * @param header sent with the request; {@code null} for none
   * @throws Refusal as the taker does
   * @throws IOException when the connection fails again and again, or the server stays busy
   */
  public <T> T get(String address, @Nullable String header, @Nullable String value, Taker<T> taker)
      throws IOException {
    for (int failures = 1; ; failures++) {
      try {
        HttpURLConnection connection = open(address);
        if (header != null) {
          connection.setRequestProperty(header, value);
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

  private HttpURLConnection open(String address) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            (proxy == null
                ? URI.create(address).toURL().openConnection()
                : URI.create(address).toURL().openConnection(proxy));
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setInstanceFollowRedirects(false);
    return connection;
  }
}
