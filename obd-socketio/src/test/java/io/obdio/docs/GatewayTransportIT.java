package io.obdio.docs;

import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.DiagnosticTransportContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The transport of docs/library.md follows the contract of transports. */
class GatewayTransportIT extends DiagnosticTransportContract {

  private static final Map<String, String> ANSWERS =
      Map.of(
          "0100",
          "7E8#4100BE3EB813",
          "010C",
          "7E8#410C0D48",
          "0902",
          "7E8#4902014142434445464748494A4B4C4D4E4F5051",
          ROUTINE,
          "7E8#" + LATE_ROUTINES.replace(",", " 7E8#"));

  @TempDir static Path folder;

  private static ServerSocket gateway;
  private static URLClassLoader classes;

  @BeforeAll
  static void start() throws IOException {
    DocumentedPrograms.compile(folder, "docs/library.md");
    classes = new URLClassLoader(new URL[] {folder.toUri().toURL()});
    gateway = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(GatewayTransportIT::serve, "gateway");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    classes.close();
  }

  @Override
  protected DiagnosticTransport newTransport() throws Exception {
    return (DiagnosticTransport)
        classes
            .loadClass("GatewayTransport")
            .getConstructor(InetSocketAddress.class)
            .newInstance(new InetSocketAddress(gateway.getInetAddress(), gateway.getLocalPort()));
  }

  private static void serve() {
    while (!gateway.isClosed()) {
      try (Socket client = gateway.accept();
          BufferedReader lines =
              new BufferedReader(
                  new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
          PrintWriter answers =
              new PrintWriter(client.getOutputStream(), true, StandardCharsets.US_ASCII)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          answers.println(ANSWERS.getOrDefault(line, ""));
        }
      } catch (IOException e) {
        // The client or this test has closed the connection.
      }
    }
  }
}
