// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.store;

import dev.lsml.aws.auth.KeySource;
import dev.lsml.aws.auth.SigV4;
import dev.lsml.aws.http.AwsHttp;
import dev.lsml.aws.http.Refusal;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects with one signed GET each, without AWS's SDK, which would cost a cold start more
 * than all the rest. Thread-safe; guarantees by number:
 *
 * <ol>
 *   <li>Whole or not at all: one answer is one version of the object, and one that ends before its
 *       length is not taken.
 *   <li>Read after write: S3 reads are strongly consistent, and nothing is cached here.
 *   <li value="6">Any key: percent-encoded.
 * </ol>
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel">
 *     S3's consistency</a>
 */
final class S3Reader implements ObjectReader {
  private static final String EMPTY_HASH = SigV4.hash(new byte[0]);

  private final S3Location location;
  private final KeySource keys;
  private final SigV4 signer;
  private final AwsHttp http;
  private final InstantSource clock;

  S3Reader(S3Location location, KeySource keys, AwsHttp http, InstantSource clock) {
    this.location = location;
    this.keys = keys;
    this.signer = new SigV4("s3", location.region());
    this.http = http;
    this.clock = clock;
  }

  @Override
  public @Nullable StoredObject get(ObjectKey key) throws StoreException {
    return read(
            "read",
            key,
            (connection, body) -> {
              byte[] bytes = body.readAllBytes();
              checkLength(connection, bytes.length);
              return new StoredObject(bytes, revision(connection.getHeaderField("ETag")));
            })
        .orElse(null);
  }

  /** An ETag's quotes are no part of a revision, since not everyone sends them. */
  static Revision revision(@Nullable String tag) throws IOException {
    if (tag == null) {
      throw new IOException("the answer has no ETag");
    }
    return new Revision(
        tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"")
            ? tag.substring(1, tag.length() - 1)
            : tag);
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
    URI address = location.address(key.value());
    try {
      Map<String, String> headers =
          signer.sign(
              "GET",
              address,
              Map.of("X-Amz-Content-Sha256", EMPTY_HASH),
              EMPTY_HASH,
              keys.keys(),
              clock.instant());
      return http.<Optional<T>>send(
          "GET",
          address,
          headers,
          null,
          (status, connection) -> {
            if (status != 200) {
              String said = S3Problems.said(AwsHttp.errorText(connection));
              if (status == 404 && !said.startsWith("NoSuchBucket")) {
                return Optional.empty();
              }
              throw new Refusal(status, said);
            }
            try (InputStream body = connection.getInputStream()) {
              return Optional.of(content.take(connection, body));
            }
          });
    } catch (Refusal e) {
      throw new StoreException(
          verb + " " + key, S3Problems.refused(location, e.status(), e.text()), false, e);
    } catch (IOException e) {
      throw new StoreException(
          verb + " " + key, location + " cannot be read: " + e.getMessage(), true, e);
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
