package io.obdio.elm327.link;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class TcpLinkTest extends ByteLinkContract {

  private TcpLink link;
  private Socket peer;

  @Override
  void connect() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      link =
          TcpLink.connect(
              InetAddress.getLoopbackAddress().getHostAddress(), server.getLocalPort(), 20_000);
      peer = server.accept();
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
        return peer.getInputStream().readNBytes(count);
      }

      @Override
      public void close() throws IOException {
        peer.close();
      }
    };
  }

  @Test
  void namesTheRemedyForARefusedConnection() throws IOException {
    int free;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = server.getLocalPort();
    }
    LinkUnavailableException refused =
        assertThrows(
            LinkUnavailableException.class, () -> TcpLink.connect("127.0.0.1", free, 20_000));
    assertTrue(refused.getMessage().contains("127.0.0.1:" + free), refused.getMessage());
    assertTrue(refused.getMessage().contains("check address"), refused.getMessage());
  }
}
