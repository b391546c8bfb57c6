// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.store;

import dev.lsml.aws.auth.AwsKeys;
import dev.lsml.aws.auth.KeySource;
import dev.lsml.aws.http.Backoff;
import dev.lsml.core.store.Condition;
import dev.lsml.core.store.ObjectEntry;
import dev.lsml.core.store.ObjectKey;
import dev.lsml.core.store.Revision;
import dev.lsml.core.store.StoreException;
import dev.lsml.core.store.WriteResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What {@link S3ObjectStore} does through AWS's SDK. Thread-safe. */
final class S3Calls {
  private interface Call<T extends @Nullable Object> {
    T run() throws IOException;
  }

  private final S3Location location;
  private final KeySource keys;
  private final Backoff backoff;
  private final S3Client s3;

  S3Calls(S3Location location, KeySource keys, Backoff backoff) {
    this.location = location;
    this.keys = keys;
    this.backoff = backoff;
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(location.region()))
            .forcePathStyle(location.pathStyle())
            .credentialsProvider(this::credentials)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(client -> client.retryStrategy(AwsRetryStrategy.doNotRetry()));
    if (location.endpoint() != null) {
      builder.endpointOverride(URI.create(location.endpoint()));
    }
    this.s3 = builder.build();
  }

  private AwsCredentials credentials() {
    try {
      AwsKeys current = keys.keys();
      return current.token() == null
          ? AwsBasicCredentials.create(current.id(), current.secret())
          : AwsSessionCredentials.create(current.id(), current.secret(), current.token());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  WriteResult put(ObjectKey key, byte[] bytes, Condition condition) throws StoreException {
    return write("write " + key, request(key, condition), RequestBody.fromBytes(bytes));
  }

  WriteResult upload(ObjectKey key, Path file, Condition condition) throws StoreException {
    return write("upload " + key, request(key, condition), RequestBody.fromFile(file));
  }

  private PutObjectRequest request(ObjectKey key, Condition condition) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(location.bucket())
            .key(location.prefix() + key)
            .contentType("application/octet-stream");
    return condition instanceof Condition.Matches matches
        ? request.ifMatch(tag(matches.revision())).build()
        : request.ifNoneMatch("*").build();
  }

  private WriteResult write(String operation, PutObjectRequest request, RequestBody body)
      throws StoreException {
    for (int failures = 1; ; failures++) {
      checkKeys(operation);
      try {
        return new WriteResult.Written(S3Reader.revision(s3.putObject(request, body).eTag()));
      } catch (SdkException | IOException e) {
        if (S3Failures.isConflict(e, request.ifMatch() != null)) {
          return new WriteResult.Conflict();
        }
        if (!S3Failures.wroteNothing(e)) {
          return new WriteResult.Unknown(String.valueOf(e.getMessage()));
        }
        if (!S3Failures.mayPass(e) || !backoff.again(failures)) {
          throw S3Failures.of(operation, location, e);
        }
      }
    }
  }

  boolean delete(ObjectKey key, Revision revision) throws StoreException {
    String name = location.prefix() + key;
    return retried(
        "delete " + key,
        () -> {
          try {
            s3.deleteObject(r -> r.bucket(location.bucket()).key(name).ifMatch(tag(revision)));
            return true;
          } catch (SdkException e) {
            if (S3Failures.isMissing(e)) {
              return true;
            }
            if (!S3Failures.isConflict(e, true)) {
              throw e;
            }
            return isGone(name);
          }
        });
  }

  private boolean isGone(String name) {
    try {
      s3.headObject(r -> r.bucket(location.bucket()).key(name));
      return false;
    } catch (SdkException e) {
      if (S3Failures.isMissing(e)) {
        return true;
      }
      throw e;
    }
  }

  List<ObjectEntry> list(String prefix, @Nullable ObjectKey after, int limit)
      throws StoreException {
    return retried(
        "list " + location + prefix,
        () -> {
          List<ObjectEntry> entries = new ArrayList<>();
          String last = after == null ? null : location.prefix() + after;
          while (true) {
            ListObjectsV2Response page = page(prefix, last, limit - entries.size());
            for (S3Object object : page.contents()) {
              last = object.key();
              ObjectKey key = key(last);
              if (key != null) {
                Revision revision = S3Reader.revision(object.eTag());
                entries.add(new ObjectEntry(key, object.size(), revision, object.lastModified()));
              }
            }
            if (entries.size() == limit || !page.isTruncated() || page.contents().isEmpty()) {
              return entries;
            }
          }
        });
  }

  private ListObjectsV2Response page(String prefix, @Nullable String after, int limit) {
    return s3.listObjectsV2(
        r ->
            r.bucket(location.bucket())
                .prefix(location.prefix() + prefix)
                .startAfter(after)
                .maxKeys(limit)
                .encodingType(EncodingType.URL)); // XML has no form for some characters
  }

  private <T> T retried(String operation, Call<T> call) throws StoreException {
    for (int failures = 1; ; failures++) {
      checkKeys(operation);
      try {
        return call.run();
      } catch (SdkException | IOException e) {
        if (!S3Failures.mayPass(e) || !backoff.again(failures)) {
          throw S3Failures.of(operation, location, e);
        }
      }
    }
  }

  /** Before the SDK asks for them, since an error of its own would look like a broken call. */
  private void checkKeys(String operation) throws StoreException {
    try {
      keys.keys();
    } catch (IOException e) {
      throw new StoreException(operation, String.valueOf(e.getMessage()), true, e);
    }
  }

  void close() {
    s3.close();
  }

  /** {@code null} for what is no key of ours, such as the folders that the console makes. */
  private @Nullable ObjectKey key(String name) {
    try {
      return new ObjectKey(name.substring(location.prefix().length()));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String tag(Revision revision) {
    return '"' + revision.value() + '"';
  }
}
