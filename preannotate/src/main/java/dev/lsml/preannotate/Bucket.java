// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.StoreProvider;
import dev.lsml.preannotate.rows.Trouble;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * An object in a bucket, as users name it. Immutable.
 *
 * @param bucket such as {@code gs://my-shop-reviews}
 * @param key such as {@code 2026/reviews.csv}
 */
record Bucket(URI bucket, ObjectKey key) {
  /**
   * Reads a name such as {@code gs://my-shop-reviews/2026/reviews.csv}.
   *
   * @return {@code null} when it is the name of a file
   * @throws Trouble when it is meant to be in a bucket and cannot be
   */
  static @Nullable Bucket of(String name) {
    int scheme = name.indexOf("://");
    if (scheme < 0) {
      return null;
    }
    int slash = name.indexOf('/', scheme + 3);
    try {
      if (slash > scheme + 3) {
        return new Bucket(
            URI.create(name.substring(0, slash)), new ObjectKey(name.substring(slash + 1)));
      }
    } catch (IllegalArgumentException e) {
      throw new Trouble(
          name + " names no object", String.valueOf(e.getMessage()), "Write gs://BUCKET/KEY", e);
    }
    throw new Trouble(
        name + " names no object", "it has no key", "Write gs://BUCKET/KEY or s3://BUCKET/KEY");
  }

  /**
   * What opens the bucket.
   *
   * @throws Trouble when nothing on the class path knows its scheme
   */
  StoreProvider provider() {
    List<String> known = new ArrayList<>();
    for (StoreProvider provider :
        ServiceLoader.load(StoreProvider.class, Bucket.class.getClassLoader())) {
      if (provider.scheme().equals(bucket.getScheme())) {
        return provider;
      }
      known.add(provider.scheme() + "://");
    }
    throw new Trouble(
        this + " cannot be opened",
        known.isEmpty()
            ? "nothing on the class path knows any bucket"
            : "this backend knows " + String.join(", ", known),
        "gs:// comes with lsml-gcp-function and s3:// with lsml-aws-lambda: run with -Plocal or"
            + " -Pgcp for the one, with -Paws for the other");
  }

  /** The last part of the key. */
  String fileName() {
    return key.value().substring(key.value().lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return bucket + "/" + key;
  }
}
