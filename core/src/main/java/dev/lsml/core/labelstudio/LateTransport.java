// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.labelstudio;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the JDK's HTTP client at the first call and not before, since loading it costs a cold start
 * more than everything else in this package. Thread-safe.
 */
final class LateTransport implements Transport {
  private final ClientOptions options;
  private volatile @Nullable Transport made;

  LateTransport(ClientOptions options) {
    this.options = options;
  }

  @Override
  public Reply send(String method, URI uri, Map<String, String> headers, byte @Nullable [] body)
      throws IOException, InterruptedException {
    return transport().send(method, uri, headers, body);
  }

  private Transport transport() {
    Transport transport = made;
    if (transport == null) {
      synchronized (this) {
        transport = made;
        if (transport == null) {
          transport = new JdkTransport(options);
          made = transport;
        }
      }
    }
    return transport;
  }
}
