// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.store;

import dev.lsml.core.store.ObjectStore;
import dev.lsml.testkit.ObjectStoreContract;
import dev.lsml.testkit.ObjectStoreFaultCases;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The contract against Adobe's S3Mock. */
class S3ObjectStoreContractTest extends ObjectStoreContract implements ObjectStoreFaultCases {
  private FaultyS3 s3;
  private String bucket;

  @Override
  protected S3ObjectStore openEmpty() throws IOException {
    s3 = new FaultyS3(S3Mock.shared().url());
    bucket = S3Mock.shared().newBucket();
    return open(s3.url());
  }

  @Override
  protected ObjectStore openAnother(ObjectStore first) {
    return open(s3.url());
  }

  private S3ObjectStore open(String url) {
    return new S3StoreProvider()
        .store(
            URI.create("s3://" + bucket),
            Map.of(
                "AWS_ENDPOINT_URL_S3",
                url,
                "AWS_ACCESS_KEY_ID",
                "test",
                "AWS_SECRET_ACCESS_KEY",
                "test"));
  }

  @AfterEach
  void close() {
    s3.close();
  }

  @Override
  public boolean sameBytesGiveTheSameRevision() {
    return true;
  }

  @Override
  public boolean sortsByUtf16() {
    return true; // S3 itself does not
  }

  @Override
  public void loseTheNextRequest(ObjectStore store) {
    s3.next(FaultyS3.Lost.REQUEST);
  }

  @Override
  public void loseTheNextAnswer(ObjectStore store) {
    s3.next(FaultyS3.Lost.ANSWER);
  }
}
