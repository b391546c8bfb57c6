// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.store;

import dev.lsml.aws.auth.AwsEnvironment;
import dev.lsml.aws.auth.KeySource;
import dev.lsml.aws.http.AwsHttp;
import dev.lsml.aws.http.Backoff;
import dev.lsml.core.store.ObjectReader;
import dev.lsml.core.store.StoreProvider;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/**
 * Opens {@code s3://BUCKET} and {@code s3://BUCKET/PREFIX} in the region of {@code AWS_REGION}.
 * With {@code AWS_ENDPOINT_URL_S3} or {@code AWS_ENDPOINT_URL} that server stands in for S3.
 * Thread-safe.
 */
public final class S3StoreProvider implements StoreProvider {
  /** For {@link java.util.ServiceLoader}. */
  public S3StoreProvider() {}

  @Override
  public String scheme() {
    return "s3";
  }

  @Override
  public ObjectReader reader(URI location, Map<String, String> environment) {
    return reader(S3Location.of(location, environment), AwsEnvironment.keys(environment));
  }

  @Override
  public S3ObjectStore store(URI location, Map<String, String> environment) {
    return store(location, environment, new Backoff(Thread::sleep));
  }

  static S3ObjectStore store(URI location, Map<String, String> environment, Backoff backoff) {
    S3Location place = S3Location.of(location, environment);
    KeySource keys = AwsEnvironment.keys(environment);
    return new S3ObjectStore(place, reader(place, keys), keys, backoff);
  }

  private static ObjectReader reader(S3Location location, KeySource keys) {
    return new S3Reader(
        location, keys, AwsHttp.patient(new Backoff(Thread::sleep)), InstantSource.system());
  }
}
