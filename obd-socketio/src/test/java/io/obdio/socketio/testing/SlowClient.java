package io.obdio.socketio.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket client on a bare socket that connects to the namespace and never reads again. */
public final class SlowClient implements AutoCloseable {
  private final Socket socket;

  private SlowClient(Socket socket) {
    this.socket = socket;
  }

  /** Connects to the namespace {@code /}. */
  public static SlowClient connect(int port) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(30_000);
    String request =
        String.join(
            "\r\n",
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
            "Host: test",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            "");
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    byte[] status = socket.getInputStream().readNBytes(12);
    if (!new String(status, StandardCharsets.US_ASCII).endsWith("101")) {
      throw new IOException("not upgraded");
    }
    SlowClient client = new SlowClient(socket);
    client.send("40");
    return client;
  }

  /** Sends text, masked with zeros. */
  public void send(String text) throws IOException {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 6);
    frame.put((byte) 0x81).put((byte) (0x80 | payload.length)).putInt(0).put(payload);
    socket.getOutputStream().write(frame.array());
  }

  /** Whether this side has not closed. */
  public boolean open() {
    return !socket.isClosed();
  }

  /** Breaks the connection with a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
