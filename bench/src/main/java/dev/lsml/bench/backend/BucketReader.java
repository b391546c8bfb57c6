// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.backend;

import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects with one GET each, as Google Cloud Storage's JSON API serves them: what a serving
 * process on Cloud Run does before its first prediction. Thread-safe.
 */
final class BucketReader implements ObjectReader {
  private final String objects;

  /**
   * Makes one.
   *
   * @param objects the address up to the object's name, with the slash
   */
  BucketReader(String objects) {
    this.objects = objects;
  }

  @Override
  public @Nullable StoredObject get(ObjectKey key) throws StoreException {
    HttpURLConnection connection = open(key);
    try {
      if (connection.getResponseCode() == 404) {
        return null;
      }
      try (InputStream in = connection.getInputStream()) {
        return new StoredObject(
            in.readAllBytes(), new Revision(connection.getHeaderField("X-Goog-Generation")));
      }
    } catch (IOException e) {
      throw failed(key, e);
    }
  }

  @Override
  public boolean download(ObjectKey key, Path file) throws StoreException {
    HttpURLConnection connection = open(key);
    try {
      if (connection.getResponseCode() == 404) {
        return false;
      }
      try (InputStream in = connection.getInputStream()) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      }
      return true;
    } catch (IOException e) {
      throw failed(key, e);
    }
  }

  private HttpURLConnection open(ObjectKey key) throws StoreException {
    try {
      String name = URLEncoder.encode(key.value(), StandardCharsets.UTF_8).replace("+", "%20");
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(objects + name + "?alt=media").toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(10_000);
      connection.setInstanceFollowRedirects(false);
      return connection;
    } catch (IOException e) {
      throw failed(key, e);
    }
  }

  private static StoreException failed(ObjectKey key, IOException e) {
    return new StoreException("read " + key, e.toString(), true, e);
  }
}
