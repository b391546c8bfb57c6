// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.parts;

import dev.lsml.core.json.Json;
import dev.lsml.core.json.JsonView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calls to a server that stands in for AWS, which looks at nothing of a signature but whom the
 * request is for. Thread-safe.
 *
 * @param url of the server, without a trailing slash
 */
public record AwsApi(String url) {
  /** The only region. */
  public static final String REGION = "eu-central-1";

  /**
   * Calls a service that speaks JSON.
   *
   * @param service as requests are signed for it, such as {@code sqs}
   * @param target such as {@code AmazonSQS.CreateQueue}
   */
  public JsonView call(String service, String target, Map<String, ? extends @Nullable Object> body)
      throws Exception {
    Reply reply =
        Http.call(
            "POST",
            URI.create(url + "/"),
            Map.of(
                "Content-Type",
                "application/x-amz-json-1.0",
                "X-Amz-Target",
                target,
                "Authorization",
                authorization(service)),
            Json.text(body));
    return reply.expect(200).text().isEmpty() ? JsonView.of(null) : reply.json();
  }

  /**
   * Calls a service that speaks REST.
   *
   * @param path with its query
   * @param body {@code null} for none
   */
  public Reply rest(String service, String method, String path, @Nullable String body)
      throws Exception {
    return Http.call(
        method, URI.create(url + path), Map.of("Authorization", authorization(service)), body);
  }

  /** Puts an object into a bucket. */
  public void put(String bucket, String key, byte[] content)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url + "/" + bucket + "/" + key))
                    .header("Authorization", authorization("s3"))
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer + ": " + answer.body());
    }
  }

  /** The names of the buckets. */
  public List<String> buckets() throws Exception {
    return elements(rest("s3", "GET", "/", null).expect(200).text(), "Name");
  }

  /** The keys of the objects in a bucket, a thousand at the most. */
  public List<String> keys(String bucket) throws Exception {
    return elements(
        rest("s3", "GET", "/" + bucket + "?list-type=2", null).expect(200).text(), "Key");
  }

  /** An object; {@code null} when there is none. */
  public byte @Nullable [] get(String bucket, String key) throws Exception {
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url + "/" + bucket + "/" + key))
                    .header("Authorization", authorization("s3"))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    return answer.statusCode() == 404 ? null : answer.body();
  }

  private static List<String> elements(String xml, String name) {
    List<String> texts = new ArrayList<>();
    Matcher matcher = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
    while (matcher.find()) {
      texts.add(matcher.group(1));
    }
    return texts;
  }

  private static String authorization(String service) {
    return "AWS4-HMAC-SHA256 Credential=test/20260101/"
        + REGION
        + "/"
        + service
        + "/aws4_request, SignedHeaders=host, Signature=0";
  }
}
