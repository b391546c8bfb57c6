// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import dev.lsml.core.labelstudio.Origin;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS over a connection that was made already; a class of its own so that nothing of TLS is loaded
 * without need. Thread-safe.
 */
final class Tls {
  private Tls() {}

  /**
   * Shakes hands, and proves that the other end is the host by name whatever its address is.
   *
   * @param factory {@code null} for the JDK's own
   */
  static Socket over(Socket socket, Origin origin, @Nullable SSLSocketFactory factory)
      throws IOException {
    SSLSocketFactory sockets =
        factory == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : factory;
    // Given the name, the layered socket sends it (SNI) and looks nothing up.
    SSLSocket secure = (SSLSocket) sockets.createSocket(socket, origin.host(), origin.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }
}
