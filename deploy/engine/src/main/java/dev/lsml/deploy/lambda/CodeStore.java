// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.lambda;

import dev.lsml.deploy.DeployException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The zips in a bucket, each under its own digest, so that one that is there is never written
 * again. Used by one thread at a time.
 */
public final class CodeStore {
  private static final int MISSING = 404;
  private static final int IS_THERE = 412;
  private static final int RACED = 409;

  private final S3Client s3;
  private final String bucket;
  private final String account;
  private final Consumer<String> progress;

  /**
   * Makes one.
   *
   * @param s3 for the bucket's region; is not closed
   * @param bucket exists
   * @param account the one that the bucket has to belong to, since its name is anybody's to take
   * @param progress takes a line at every step that takes a while
   */
  public CodeStore(S3Client s3, String bucket, String account, Consumer<String> progress) {
    this.s3 = s3;
    this.bucket = bucket;
    this.account = account;
    this.progress = progress;
  }

  /**
   * Uploads a zip unless it is there.
   *
   * @return such as {@code s3://bucket/code/0f….zip}
   * @throws DeployException when the bucket refuses or cannot be reached
   */
  public String put(FunctionZip zip) {
    String key = "code/" + zip.sha256() + ".zip";
    String reference = "s3://" + bucket + "/" + key;
    try {
      if (isThere(key)) {
        progress.accept("Package: the zip is in the bucket already");
        return reference;
      }
      progress.accept("Package: uploading " + Megabytes.of(zip.bytes()));
      upload(key, zip);
    } catch (SdkException e) {
      throw new DeployException(
          "The zip cannot be put at " + reference,
          reason(e),
          "Check that the bucket is there, that the credentials may write to it, and that this"
              + " machine reaches it; then run the same command again",
          e);
    }
    return reference;
  }

  private boolean isThere(String key) {
    try {
      s3.headObject(r -> r.bucket(bucket).key(key).expectedBucketOwner(account));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == MISSING) {
        return false;
      }
      throw e;
    }
  }

  /** S3 compares what it gets with the digest, and refuses to write over what is there. */
  private void upload(String key, FunctionZip zip) {
    PutObjectRequest request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .expectedBucketOwner(account)
            .contentType("application/zip")
            .checksumSHA256(Base64.getEncoder().encodeToString(digest(zip)))
            .ifNoneMatch("*")
            .build();
    try {
      s3.putObject(request, RequestBody.fromFile(zip.file()));
    } catch (S3Exception e) {
      boolean isAnothers = e.statusCode() == IS_THERE || e.statusCode() == RACED;
      if (!isAnothers || !isThere(key)) {
        throw e;
      }
    }
  }

  private static byte[] digest(FunctionZip zip) {
    return HexFormat.of().parseHex(zip.sha256());
  }

  private static String reason(SdkException e) {
    return e instanceof S3Exception s3 && s3.awsErrorDetails() != null
        ? "S3 answered " + s3.statusCode() + " " + s3.awsErrorDetails().errorCode()
        : String.valueOf(e.getMessage());
  }
}
