package io.obdio.elm327.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real driver and a pseudo-terminal. */
class SerialLinkTest extends ByteLinkContract {

  private static final int BAUD = 38_400;

  @TempDir Path directory;
  private ByteLink link;
  private Socket peer;
  private Socat socat;

  @BeforeAll
  static void needsSocat() {
    Socat.require();
  }

  @Override
  void connect() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(60_000);
      Path device = directory.resolve("adapter");
      socat = Socat.plugIn(device, server.getLocalPort());
      peer = server.accept();
      link = new JSerialCommPorts().open(device.toString(), BAUD);
    }
  }

  @Override
  ByteLink link() {
    return link;
  }

  @Override
  FarEnd far() {
    return new FarEnd() {
      @Override
      public void send(byte[] bytes) throws IOException {
        peer.getOutputStream().write(bytes);
      }

      @Override
      public byte[] receive(int count) throws IOException {
        peer.setSoTimeout(20_000);
        return peer.getInputStream().readNBytes(count);
      }

      @Override
      public void close() throws IOException {
        socat.close();
        peer.close();
      }
    };
  }

  @Test
  void changesItsBitRate() throws IOException {
    assertEquals(BAUD, link.baudRate());
    assertTrue(link.setBaudRate(115_200));
    assertEquals(115_200, link.baudRate());
  }

  private static String refusal(Path path) {
    LinkUnavailableException refused =
        assertThrows(
            LinkUnavailableException.class,
            () -> new JSerialCommPorts().open(path.toString(), BAUD));
    return String.valueOf(refused.getMessage());
  }

  @Test
  void namesTheRemedyForAMissingDevice() {
    Path missing = directory.resolve("none");
    String message = refusal(missing);
    assertTrue(message.startsWith(missing + ": no such port; "), message);
  }

  @Test
  void reportsThatAFileIsNoSerialPort() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    String message = refusal(file);
    assertTrue(message.startsWith(file + ": "), message);
    assertTrue(message.contains("serial port"), message);
  }
}
