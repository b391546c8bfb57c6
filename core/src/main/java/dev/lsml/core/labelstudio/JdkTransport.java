// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP client. It is made at the first call and not before, since loading it would cost a
 * cold start more than everything else in this package. Thread-safe.
 */
final class JdkTransport implements Transport {
  private final Duration connectTimeout;
  private final Duration callTimeout;
  private final int maxAnswerBytes;
  private volatile @Nullable HttpClient client;

  JdkTransport(ClientOptions options) {
    this.connectTimeout = options.connectTimeout();
    this.callTimeout = options.callTimeout();
    this.maxAnswerBytes = options.maxAnswerBytes();
  }

  @Override
  public Reply send(String method, URI uri, Map<String, String> headers, byte @Nullable [] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    for (Map.Entry<String, String> header : headers.entrySet()) {
      request.setHeader(header.getKey(), header.getValue());
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client().sendAsync(request.build(), info -> new Bounded(maxAnswerBytes));
    try {
      // HttpRequest.timeout ends with the headers; this one covers the body too.
      HttpResponse<byte[]> response = answer.get(callTimeout.toMillis(), TimeUnit.MILLISECONDS);
      Map<String, String> named = new HashMap<>();
      for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
        List<String> values = header.getValue();
        named.put(header.getKey().toLowerCase(Locale.ROOT), values.get(values.size() - 1));
      }
      return new Reply(response.statusCode(), named, response.body());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException(
          "there was no complete answer within " + callTimeout.toSeconds() + " s");
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw unwrapped(e.getCause());
    }
  }

  private HttpClient client() {
    HttpClient current = client;
    if (current == null) {
      synchronized (this) {
        current = client;
        if (current == null) {
          // HTTP/1.1, since some proxies in front of Label Studio stumble over the offer to switch.
          current =
              HttpClient.newBuilder()
                  .version(HttpClient.Version.HTTP_1_1)
                  .followRedirects(HttpClient.Redirect.NEVER)
                  .connectTimeout(connectTimeout)
                  .build();
          client = current;
        }
      }
    }
    return current;
  }

  private static IOException unwrapped(@Nullable Throwable cause) {
    if (cause instanceof HttpConnectTimeoutException timeout) {
      return timeout;
    }
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof TooLarge tooLarge) {
        return tooLarge;
      }
    }
    return cause instanceof IOException io ? io : new IOException(cause);
  }

  /** Gathers a body up to a size. */
  private static final class Bounded implements HttpResponse.BodySubscriber<byte[]> {
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    Bounded(int limit) {
      this.limit = limit;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = newSubscription;
      newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        if (body.isDone()) {
          return;
        }
        if (bytes.size() + (long) buffer.remaining() > limit) {
          if (subscription != null) {
            subscription.cancel();
          }
          body.completeExceptionally(new TooLarge(limit));
          return;
        }
        byte[] chunk = new byte[buffer.remaining()];
        buffer.get(chunk);
        bytes.write(chunk, 0, chunk.length);
      }
    }

    @Override
    public void onError(Throwable error) {
      body.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
      body.complete(bytes.toByteArray());
    }
  }
}
