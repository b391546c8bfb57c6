// SPDX-License-Identifier: Apache-2.0
package dev.lsml.gcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lsml.core.http.Headers;
import dev.lsml.testkit.HttpAnswer;
import dev.lsml.testkit.HttpCall;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;

/**
 * A client that speaks HTTP/1.1 by hand, one connection per call, since the JDK's clients hide
 * reason phrases and refuse some methods.
 */
public final class SocketClient {
  private SocketClient() {}

  /** Makes one call to a port of this machine. */
  public static HttpAnswer exchange(int port, HttpCall call) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    OutputStream out = new BufferedOutputStream(socket.getOutputStream());
    InputStream in = new BufferedInputStream(socket.getInputStream());
    try {
      send(call, out);
    } catch (IOException e) {
      // The server may answer and close before it has read all; its answer counts then.
    }
    return receive(call.method(), in, socket);
  }

  private static void send(HttpCall call, OutputStream out) throws IOException {
    line(out, call.method() + ' ' + call.target() + " HTTP/1.1");
    line(out, "Host: localhost");
    if (mayLackABody(call)) {
      line(out, "Connection: close"); // so that its end shows that nothing followed
    }
    for (Map.Entry<String, String> header : call.headers()) {
      line(out, header.getKey() + ": " + header.getValue());
    }
    if (call.length() < 0) {
      line(out, "Transfer-Encoding: chunked");
      line(out, "");
      byte[] buffer = new byte[8192];
      for (int n = call.body().read(buffer); n >= 0; n = call.body().read(buffer)) {
        line(out, Integer.toHexString(n));
        out.write(buffer, 0, n);
        line(out, "");
        out.flush();
      }
      line(out, "0");
    } else {
      line(out, "Content-Length: " + call.length());
      line(out, "");
      call.body().transferTo(out);
      out.flush();
      return;
    }
    line(out, "");
    out.flush();
  }

  private static boolean mayLackABody(HttpCall call) {
    return call.method().equals("HEAD") || call.method().equals("DELETE");
  }

  private static HttpAnswer receive(String method, InputStream in, Socket socket)
      throws IOException {
    String[] status = readLine(in).split(" ", 3);
    Headers headers = Headers.empty();
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      int colon = line.indexOf(':');
      headers = headers.with(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    int code = Integer.parseInt(status[1]);
    InputStream body;
    String length = headers.first("Content-Length");
    if (method.equals("HEAD") || code == 204) {
      body = in; // whatever follows is too much
    } else if (headers.contains("Transfer-Encoding", "chunked")) {
      body = new Chunked(in, socket);
    } else if (length != null) {
      body = new ByteArrayInputStream(in.readNBytes(Integer.parseInt(length)));
      socket.close();
    } else {
      body = in;
    }
    return new HttpAnswer(code, status.length > 2 ? status[2] : "", headers, body);
  }

  private static void line(OutputStream out, String text) throws IOException {
    out.write((text + "\r\n").getBytes(ISO_8859_1));
  }

  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended in the middle of a line: " + line);
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(ISO_8859_1);
  }

  /** Undoes chunked transfer coding (RFC 9112 §7.1). */
  private static final class Chunked extends InputStream {
    private final InputStream in;
    private final Socket socket;
    private int left;
    private boolean ended;

    Chunked(InputStream in, Socket socket) {
      this.in = in;
      this.socket = socket;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0 && !ended) {
        left = Integer.parseInt(readLine(in), 16);
        ended = left == 0;
      }
      if (ended) {
        socket.close();
        return -1;
      }
      int n = in.read(buffer, offset, Math.min(length, left));
      if (n < 0) {
        throw new EOFException("the connection ended in the middle of a chunk");
      }
      left -= n;
      if (left == 0) {
        readLine(in);
      }
      return n;
    }
  }
}
