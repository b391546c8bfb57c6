// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp.store;

import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.StoreProvider;
import dev.lsml.gcp.http.Backoff;
import dev.lsml.gcp.http.HttpGet;
import dev.lsml.gcp.metadata.MetadataServer;
import dev.lsml.gcp.metadata.TokenSource;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opens {@code gs://BUCKET} and {@code gs://BUCKET/PREFIX}. Credentials are those of the metadata
 * server on Cloud Run, else Google's application default credentials; with {@code
 * STORAGE_EMULATOR_HOST} (an address such as {@code http://127.0.0.1:4443}) that server is used and
 * none are sent. Thread-safe.
 */
public final class GcsStoreProvider implements StoreProvider {
  /** For {@link java.util.ServiceLoader}. */
  public GcsStoreProvider() {}

  @Override
  public String scheme() {
    return "gs";
  }

  @Override
  public ObjectReader reader(URI location, Map<String, String> environment) {
    return reader(GcsLocation.of(location, environment), environment);
  }

  @Override
  public GcsObjectStore store(URI location, Map<String, String> environment) {
    GcsLocation place = GcsLocation.of(location, environment);
    return new GcsObjectStore(place, reader(place, environment), new Backoff(Thread::sleep));
  }

  private static GcsReader reader(GcsLocation location, Map<String, String> environment) {
    return new GcsReader(
        location, tokens(location, environment), new HttpGet(new Backoff(Thread::sleep)));
  }

  private static @Nullable TokenSource tokens(
      GcsLocation location, Map<String, String> environment) {
    if (location.emulated()) {
      return null;
    }
    String file = environment.get("GOOGLE_APPLICATION_CREDENTIALS");
    return (file == null || file.isBlank()) && MetadataServer.isPresent(environment)
        ? new MetadataServer(environment)
        : new DefaultCredentials();
  }
}
