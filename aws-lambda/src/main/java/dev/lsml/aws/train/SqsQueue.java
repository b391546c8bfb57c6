// SPDX-License-Identifier: Apache-2.0
package dev.lsml.aws.train;

import dev.lsml.aws.auth.AwsEnvironment;
import dev.lsml.aws.auth.KeySource;
import dev.lsml.aws.auth.SigV4;
import dev.lsml.aws.http.AwsHttp;
import dev.lsml.aws.http.Refusal;
import dev.lsml.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A queue of Amazon SQS, by small signed requests: the serving function sends one message a
 * training, for which an SDK would be too dear. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html">the
 *     calls</a>
 */
final class SqsQueue {
  private final String url;
  private final URI endpoint;
  private final KeySource keys;
  private final SigV4 signer;
  private final AwsHttp http;
  private final InstantSource clock;

  /**
   * Makes one.
   *
   * @param url such as {@code https://sqs.us-east-1.amazonaws.com/123456789012/train.fifo}
   * @param environment says with {@code AWS_ENDPOINT_URL_SQS} which server stands in for SQS
   */
  SqsQueue(
      String url,
      Map<String, String> environment,
      KeySource keys,
      AwsHttp http,
      InstantSource clock) {
    URI address = URI.create(url);
    String told = AwsEnvironment.endpoint(environment, "SQS");
    this.url = url;
    this.endpoint =
        URI.create((told == null ? "https://" + address.getRawAuthority() : told) + "/");
    this.keys = keys;
    this.signer = new SigV4("sqs", region(address, environment));
    this.http = http;
    this.clock = clock;
  }

  /** Sends a message to a FIFO queue; those of one group are delivered one after another. */
  void send(String body, String group, String deduplicationId) throws IOException {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("QueueUrl", url);
    message.put("MessageBody", body);
    message.put("MessageGroupId", group);
    message.put("MessageDeduplicationId", deduplicationId);
    call("AmazonSQS.SendMessage", message);
  }

  /** Has a message that was received delivered again after a time, unless it is deleted before. */
  void showAgain(String receiptHandle, long seconds) throws IOException {
    Map<String, @Nullable Object> change = new LinkedHashMap<>();
    change.put("QueueUrl", url);
    change.put("ReceiptHandle", receiptHandle);
    change.put("VisibilityTimeout", seconds);
    call("AmazonSQS.ChangeMessageVisibility", change);
  }

  private void call(String target, Map<String, @Nullable Object> parameters) throws IOException {
    byte[] body = Json.bytes(parameters);
    Map<String, String> headers =
        signer.sign(
            "POST",
            endpoint,
            Map.of("Content-Type", "application/x-amz-json-1.0", "X-Amz-Target", target),
            SigV4.hash(body),
            keys.keys(),
            clock.instant());
    http.<Boolean>send("POST", endpoint, headers, body, SqsQueue::check);
  }

  private static boolean check(int status, HttpURLConnection connection) throws IOException {
    if (status / 100 != 2) {
      throw new Refusal(status, AwsHttp.errorText(connection));
    }
    try (InputStream body = connection.getInputStream()) {
      body.readAllBytes(); // so that the connection can be used again
    }
    return true;
  }

  /** A queue's address names its region, which need not be that of this process. */
  private static String region(URI address, Map<String, String> environment) {
    String host = address.getHost();
    if (host != null && host.startsWith("sqs.")) {
      int end = host.indexOf('.', 4);
      if (end > 0) {
        return host.substring(4, end);
      }
    }
    return AwsEnvironment.region(environment);
  }

  @Override
  public String toString() {
    return url;
  }
}
