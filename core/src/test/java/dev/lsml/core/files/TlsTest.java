// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import static dev.lsml.core.files.FilesFixture.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lsml.core.files.TaskFileException.Step;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection to a pinned address still proves the name. */
final class TlsTest {
  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir static Path keys;
  @TempDir Path folder;

  private static SSLContext context;

  /** A key for {@code files.example}, made by the JDK's own tool and trusted by this test alone. */
  @BeforeAll
  static void makeKey() throws Exception {
    Path store = keys.resolve("keys.p12");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "files",
                "-keyalg",
                "EC",
                "-dname",
                "CN=files.example",
                "-ext",
                "SAN=dns:files.example,dns:xn--bcher-kva.example",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    KeyStore keyStore = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keyStore.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keyStore, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("files", keyStore.getCertificate("files"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
  }

  @Test
  void theNameIsProvenAlthoughTheAddressIsPinned() throws Exception {
    try (RawServer server = server()) {
      byte[] bytes = fixture().files().bytes(TASK, "https://files.example:" + server.port() + "/f");

      assertThat(bytes).asString().isEqualTo("secure");
      assertThat(server.requests.get(0)).contains("\r\nHost: files.example:" + server.port());
    }
  }

  @Test
  void anInternationalNameIsProvenToo() throws Exception {
    try (RawServer server = server()) {
      assertThat(fixture().files().bytes(TASK, "https://bücher.example:" + server.port() + "/f"))
          .asString()
          .isEqualTo("secure");
    }
  }

  @Test
  void aServerWithAnotherNameIsRefusedBeforeItIsAskedAnything() throws Exception {
    try (RawServer server = server()) {
      assertThatThrownBy(
              () -> fixture().files().bytes(TASK, "https://other.example:" + server.port() + "/f"))
          .isInstanceOfSatisfying(
              TaskFileException.class, e -> assertThat(e.step()).isEqualTo(Step.CONNECT))
          .hasMessageContaining("No subject alternative DNS name matching other.example");
      assertThat(server.requests).isEmpty();
    }
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefused() throws Exception {
    FilesFixture fixture = fixture();
    fixture.tls = null;
    try (RawServer server = server()) {
      assertThatThrownBy(
              () -> fixture.files().bytes(TASK, "https://files.example:" + server.port() + "/f"))
          .isInstanceOf(TaskFileException.class)
          .hasMessageContaining("unable to find valid certification path");
      assertThat(server.requests).isEmpty();
    }
  }

  @Test
  void aRedirectDownToHttpIsRefused() throws Exception {
    try (RawServer plain = RawServer.sending("HTTP/1.1 200 OK\r\n\r\nplain");
        RawServer server =
            server("HTTP/1.1 302 Found\r\nLocation: " + plain.url("/f") + "\r\n\r\n")) {
      assertThatThrownBy(
              () -> fixture().files().bytes(TASK, "https://files.example:" + server.port() + "/f"))
          .isInstanceOfSatisfying(
              TaskFileException.class, e -> assertThat(e.step()).isEqualTo(Step.REDIRECT))
          .hasMessageContaining("it leads from https down to http");
      assertThat(plain.connections).hasValue(0);
    }
  }

  private FilesFixture fixture() {
    FilesFixture fixture = new FilesFixture(folder).allow("127.0.0.1").resolve("127.0.0.1");
    fixture.tls = context.getSocketFactory();
    return fixture;
  }

  private static RawServer server() throws Exception {
    return server("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecure");
  }

  private static RawServer server(String answer) throws Exception {
    SSLServerSocket socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    return new RawServer(socket, out -> out.write(answer.getBytes(StandardCharsets.UTF_8)));
  }
}
