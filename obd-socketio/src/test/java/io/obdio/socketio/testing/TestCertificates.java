package io.obdio.socketio.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** Certificates of a private authority, made with openssl: files in PEM, keys in PKCS#8. */
public final class TestCertificates {
  private final Path folder;

  private TestCertificates(Path folder) {
    this.folder = folder;
  }

  /** Creates an authority and a certificate of a server at localhost in a folder. */
  public static TestCertificates make(Path folder) throws Exception {
    Requires.that(Requires.runs("openssl", "version"), "openssl is not installed");
    Files.createDirectories(folder);
    TestCertificates made = new TestCertificates(folder);
    made.openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=Test-CA"
            + " -keyout ca.key -out ca.pem");
    made.issue("localhost", "subjectAltName=DNS:localhost,IP:127.0.0.1");
    return made;
  }

  /** Issues a certificate of a server: NAME.pem and NAME.key. */
  public TestCertificates server(String name) throws Exception {
    issue(name, "subjectAltName=DNS:" + name);
    return this;
  }

  /** Issues a certificate of a client: NAME.pem and NAME.key. */
  public TestCertificates client(String name) throws Exception {
    issue(name, "extendedKeyUsage=clientAuth");
    return this;
  }

  private void issue(String name, String extension) throws Exception {
    openssl(
        "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=%1$s -keyout %1$s.key"
                .formatted(name)
            + " -out %s.csr".formatted(name));
    Files.writeString(folder.resolve("extensions"), extension + "\n");
    openssl(
        "x509 -req -in %1$s.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out %1$s.pem"
                .formatted(name)
            + " -extfile extensions");
  }

  private void openssl(String arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ")));
    Path log = folder.resolve("openssl.log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Assertions.assertEquals(0, process.waitFor(), () -> "openssl " + arguments + " failed");
  }

  /** Returns the certificate of the authority. */
  public Path authority() {
    return folder.resolve("ca.pem");
  }

  /** Returns a certificate. */
  public Path certificate(String name) {
    return folder.resolve(name + ".pem");
  }

  /** Returns the key of a certificate. */
  public Path key(String name) {
    return folder.resolve(name + ".key");
  }

  /** Returns the lines of mosquitto.conf for a listener with TLS. */
  public String[] listener(String... further) {
    List<String> lines = new ArrayList<>();
    lines.add("cafile " + authority());
    lines.add("certfile " + certificate("localhost"));
    lines.add("keyfile " + key("localhost"));
    lines.addAll(List.of(further));
    return lines.toArray(String[]::new);
  }
}
