// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.amazon;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * The bucket that Terraform keeps its state in. It has to be there before Terraform runs, so it is
 * made over the API, with the settings that Terraform then finds and takes over: no public access,
 * encryption, versions kept. Every call says whose it must be, since a bucket's name is one for all
 * of AWS and anybody may have taken it. Thread-safe.
 */
public final class Bucket {
  private static final String US_EAST_1 = "us-east-1"; // the one region that is not to be named

  private static final ServerSideEncryptionRule ENCRYPTED =
      ServerSideEncryptionRule.builder()
          .applyServerSideEncryptionByDefault(by -> by.sseAlgorithm(ServerSideEncryption.AES256))
          .build();

  private final AwsClients clients;
  private final String name;
  private final String account;

  /**
   * Makes one.
   *
   * @param account the one that it has to belong to
   */
  public Bucket(AwsClients clients, String name, String account) {
    this.clients = clients;
    this.name = name;
    this.account = account;
  }

  /**
   * Tells whether it is there.
   *
   * @throws AwsException when it belongs to someone else, or may not be read
   */
  public boolean exists() {
    AwsApi.Call what = new AwsApi.Call("look for the bucket " + name, "s3:ListBucket");
    try {
      return asked(
          what,
          s3 -> {
            s3.headBucket(bucket -> bucket.bucket(name).expectedBucketOwner(account));
            return true;
          });
    } catch (AwsException e) {
      if (e.isMissing()) {
        return false;
      }
      if (e.status() == 403) { // a HEAD has no body that could tell more
        throw new AwsException(
            403,
            e.code(),
            "The bucket " + name + " for Terraform's state cannot be used",
            "it exists, and it belongs to another account than "
                + account
                + ", or this one may not s3:ListBucket on it",
            "If it is yours, ask whoever administers the account for that; if not, choose another"
                + " service name with -Daws.service=, which names the bucket",
            e);
      }
      throw e;
    }
  }

  /**
   * Makes it unless it is there, and sees to its settings.
   *
   * @return whether it was made
   */
  public boolean ensure() {
    boolean isNew = !exists();
    if (isNew) {
      asked(call("make", "s3:CreateBucket"), s3 -> s3.createBucket(this::wanted));
    }
    // Again each time, since a run may have ended between making it and this.
    asked(
        call("close to the public", "s3:PutBucketPublicAccessBlock"),
        s3 ->
            s3.putPublicAccessBlock(
                block ->
                    block
                        .bucket(name)
                        .expectedBucketOwner(account)
                        .publicAccessBlockConfiguration(
                            all ->
                                all.blockPublicAcls(true)
                                    .blockPublicPolicy(true)
                                    .ignorePublicAcls(true)
                                    .restrictPublicBuckets(true))));
    asked(
        call("keep versions in", "s3:PutBucketVersioning"),
        s3 ->
            s3.putBucketVersioning(
                versions ->
                    versions
                        .bucket(name)
                        .expectedBucketOwner(account)
                        .versioningConfiguration(on -> on.status("Enabled"))));
    asked(
        call("encrypt", "s3:PutEncryptionConfiguration"),
        s3 ->
            s3.putBucketEncryption(
                encryption ->
                    encryption
                        .bucket(name)
                        .expectedBucketOwner(account)
                        .serverSideEncryptionConfiguration(
                            rules -> rules.rules(List.of(ENCRYPTED)))));
    return isNew;
  }

  private void wanted(CreateBucketRequest.Builder bucket) {
    bucket.bucket(name);
    if (!clients.region().equals(US_EAST_1)) {
      bucket.createBucketConfiguration(
          in -> in.locationConstraint(BucketLocationConstraint.fromValue(clients.region())));
    }
  }

  /** An object's bytes; {@code null} when there is no such object or bucket. */
  public byte @Nullable [] read(String key) {
    AwsApi.Call what = new AwsApi.Call("read s3://" + name + "/" + key, "s3:GetObject");
    try {
      return asked(
          what,
          s3 ->
              s3.getObjectAsBytes(
                      object -> object.bucket(name).key(key).expectedBucketOwner(account))
                  .asByteArray());
    } catch (AwsException e) {
      if (e.getCause() instanceof NoSuchKeyException || e.isMissing()) {
        return null;
      }
      throw e;
    }
  }

  /** Deletes it with all versions of all that is in it. */
  public void delete() {
    asked(
        call("delete", "s3:DeleteObjectVersion and s3:DeleteBucket"),
        s3 -> {
          boolean hadSome = true;
          while (hadSome) { // from the start each time, since what is deleted moves what follows
            hadSome = empty(s3);
          }
          return s3.deleteBucket(bucket -> bucket.bucket(name).expectedBucketOwner(account));
        });
  }

  /** Deletes a page of versions; tells whether there was something to delete. */
  private boolean empty(S3Client s3) {
    ListObjectVersionsResponse page =
        s3.listObjectVersions(bucket -> bucket.bucket(name).expectedBucketOwner(account));
    List<ObjectIdentifier> found = new ArrayList<>();
    page.versions().forEach(each -> found.add(identifier(each.key(), each.versionId())));
    page.deleteMarkers().forEach(each -> found.add(identifier(each.key(), each.versionId())));
    if (found.isEmpty()) {
      return false;
    }
    s3.deleteObjects(
        objects ->
            objects
                .bucket(name)
                .expectedBucketOwner(account)
                .delete(these -> these.objects(found).quiet(true)));
    return true;
  }

  private static ObjectIdentifier identifier(String key, String version) {
    return ObjectIdentifier.builder().key(key).versionId(version).build();
  }

  private AwsApi.Call call(String doing, String action) {
    return new AwsApi.Call(doing + " the bucket " + name, action);
  }

  private <T> T asked(AwsApi.Call what, Function<S3Client, T> use) {
    try (S3Client s3 = clients.s3()) {
      return use.apply(s3);
    } catch (SdkException e) {
      throw AwsClients.failure(what, clients.region(), e);
    }
  }
}
