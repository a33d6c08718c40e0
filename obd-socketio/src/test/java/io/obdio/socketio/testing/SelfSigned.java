package io.obdio.socketio.testing;

import io.obdio.socketio.http.Tls;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Assertions;

/** A certificate for localhost, made with the JDK's keytool, and a client that trusts it. */
public final class SelfSigned {
  private static final String PASSWORD = "changeit";
  private final Tls files;
  private final KeyStore store;

  private SelfSigned(Tls files, KeyStore store) {
    this.files = files;
    this.store = store;
  }

  /** Makes one in a folder. */
  public static SelfSigned make(Path folder) throws Exception {
    Path file = folder.resolve("store.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    boolean made =
        Requires.runs(
            keytool,
            "-genkeypair",
            "-alias",
            "obdio",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost,ip:127.0.0.1",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD);
    Assertions.assertTrue(made, "keytool failed");
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    Certificate certificate = store.getCertificate("obdio");
    Key key = store.getKey("obdio", PASSWORD.toCharArray());
    Path cert = folder.resolve("cert.pem");
    Path pem = folder.resolve("key.pem");
    Files.writeString(cert, pem("CERTIFICATE", certificate.getEncoded()));
    Files.writeString(pem, pem("PRIVATE KEY", key.getEncoded()));
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("obdio", certificate);
    return new SelfSigned(new Tls(cert, pem), trust);
  }

  private static String pem(String type, byte[] der) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }

  /** Certificate and key. */
  public Tls files() {
    return files;
  }

  /** A client that trusts it. */
  public Client client() throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return new Client(
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(context).build());
  }

  /** A client; the JDK's has no close before 21. */
  public record Client(HttpClient http) implements AutoCloseable {
    @Override
    public void close() {}
  }
}
