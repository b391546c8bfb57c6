// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.store;

import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import dev.lsml.gcp.http.HttpGet;
import dev.lsml.gcp.http.Refusal;
import dev.lsml.gcp.metadata.TokenSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects with one authenticated GET each, without Google's client, which would cost a cold
 * start more than all the rest. Thread-safe; guarantees by number:
 *
 * <ol>
 *   <li>Whole or not at all: one answer is one generation of the object, and one that ends before
 *       its length is not taken.
 *   <li>Read after write: Cloud Storage reads are strongly consistent, and nothing is cached here.
 *   <li value="6">Any key: percent-encoded.
 * </ol>
 *
 * @see <a href="https://cloud.google.com/storage/docs/consistency">Cloud Storage consistency</a>
 */
final class GcsReader implements ObjectReader {
  private final GcsLocation location;
  private final @Nullable TokenSource tokens;
  private final HttpGet http;

  /**
   * Makes one.
   *
   * @param tokens {@code null} to send no credentials
   */
  GcsReader(GcsLocation location, @Nullable TokenSource tokens, HttpGet http) {
    this.location = location;
    this.tokens = tokens;
    this.http = http;
  }

  @Override
  public @Nullable StoredObject get(ObjectKey key) throws StoreException {
    return read(
            "read",
            key,
            (connection, body) -> {
              byte[] bytes = body.readAllBytes();
              checkLength(connection, bytes.length);
              return new StoredObject(
                  bytes, new Revision(connection.getHeaderField("X-Goog-Generation")));
            })
        .orElse(null);
  }

  @Override
  public boolean download(ObjectKey key, Path file) throws StoreException {
    try {
      Optional<Boolean> done =
          read(
              "download",
              key,
              (connection, body) -> {
                checkLength(connection, copy(body, file));
                return true;
              });
      return done.isPresent();
    } catch (UncheckedIOException e) {
      throw new StoreException(
          "download " + key, "cannot write " + file + ": " + e.getCause(), false, e);
    }
  }

  /** Takes an object's content. */
  private interface Content<T> {
    T take(HttpURLConnection connection, InputStream body) throws IOException;
  }

  private <T> Optional<T> read(String verb, ObjectKey key, Content<T> content)
      throws StoreException {
    try {
      TokenSource source = tokens;
      return http.<Optional<T>>get(
          location.contentAddress(key.value()),
          source == null ? null : "Authorization",
          source == null ? null : "Bearer " + source.accessToken(),
          (status, connection) -> {
            if (status == 404) {
              HttpGet.errorText(connection);
              return Optional.empty();
            }
            if (status != 200) {
              throw new Refusal(status, HttpGet.errorText(connection));
            }
            try (InputStream body = connection.getInputStream()) {
              return Optional.of(content.take(connection, body));
            }
          });
    } catch (Refusal e) {
      throw new StoreException(verb + " " + key, GcsProblems.refused(location, e), false, e);
    } catch (IOException e) {
      throw new StoreException(
          verb + " " + key, location + " cannot be reached: " + e.getMessage(), true, e);
    }
  }

  /** The JDK's client takes an early end of the connection for the end of the content. */
  private static void checkLength(HttpURLConnection connection, long length) throws IOException {
    long told = connection.getContentLengthLong();
    if (told >= 0 && told != length) {
      throw new IOException("the connection ended after " + length + " of " + told + " bytes");
    }
  }

  /** Copies; what the file system refuses is unchecked, to tell it from a broken connection. */
  private static long copy(InputStream body, Path file) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long length = 0;
    try (OutputStream out = open(file)) {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        write(out, buffer, n);
        length += n;
      }
    }
    return length;
  }

  private static OutputStream open(Path file) {
    try {
      return Files.newOutputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(OutputStream out, byte[] buffer, int length) {
    try {
      out.write(buffer, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
