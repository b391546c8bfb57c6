// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
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
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** The JDK's HTTP client. Thread-safe. */
final class JdkTransport implements Transport {
  private final Duration callTimeout;
  private final int maxAnswerBytes;
  private final HttpClient client;

  JdkTransport(ClientOptions options) {
    this.callTimeout = options.callTimeout();
    this.maxAnswerBytes = options.maxAnswerBytes();
    // HTTP/1.1, since some proxies in front of Label Studio stumble over the offer to switch.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(options.connectTimeout())
            .build();
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
        client.sendAsync(request.build(), info -> new Bounded(maxAnswerBytes));
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
      throw new TooSlow(callTimeout);
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw inWords(uri, e.getCause());
    }
  }

  private static IOException inWords(URI uri, @Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof TooLarge tooLarge) {
        return tooLarge;
      } else if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException) {
        return new NoConnection("the name " + uri.getHost() + " is not known here", t);
      } else if (t instanceof SSLHandshakeException) {
        return new NoConnection("there is no secure connection: " + t.getMessage(), t);
      }
    }
    if (failure instanceof HttpConnectTimeoutException) {
      return new NoConnection("no connection was made in time", failure);
    } else if (failure instanceof ConnectException) {
      return new NoConnection("nothing answers at " + Origin.of(uri), failure);
    }
    return failure instanceof IOException io ? io : new IOException(failure);
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
