package io.obdio.socketio.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A TCP connection that sends what no well-behaved client would: half requests, single WebSocket
 * frames, nothing, a reset. Reading waits 30 s at most. For one test thread.
 */
public final class RawConnection implements AutoCloseable {
  /** First bytes of frames: FIN and opcode (RFC 6455, 5.2). */
  public static final int TEXT = 0x81;

  /** A whole binary message. */
  public static final int BINARY = 0x82;

  /** A whole close frame. */
  public static final int CLOSE = 0x88;

  /** A whole ping. */
  public static final int PING = 0x89;

  /** A whole pong. */
  public static final int PONG = 0x8A;

  /** The last fragment of a message. */
  public static final int LAST = 0x80;

  /** Takes FIN from a first byte. */
  public static final int NOT_FIN = 0x7F;

  private static final int PATIENCE_MS = 30_000;
  private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

  private final Socket socket;

  private RawConnection(Socket socket) {
    this.socket = socket;
  }

  /** Connects. */
  public static RawConnection open(int port) throws IOException {
    return open(port, 0);
  }

  /** Connects with a receive buffer of so many bytes, 0 for the usual one. */
  public static RawConnection open(int port, int receiveBuffer) throws IOException {
    Socket socket = new Socket();
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
    socket.setSoTimeout(PATIENCE_MS);
    socket.setTcpNoDelay(true);
    return new RawConnection(socket);
  }

  /** A request that asks for a WebSocket, with more header lines, each ending in CR LF. */
  public static String upgradeRequest(String target, String more) {
    return "GET "
        + target
        + " HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + more
        + "\r\n";
  }

  /** Becomes a WebSocket. */
  public RawConnection upgrade(String target) throws IOException {
    return upgrade(target, "");
  }

  /** Becomes a WebSocket, with more header lines. */
  public RawConnection upgrade(String target, String more) throws IOException {
    send(upgradeRequest(target, more));
    String head = head();
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new IOException("not upgraded: " + head);
    }
    return this;
  }

  /** Sends characters. */
  public RawConnection send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends bytes. */
  public RawConnection send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** Sends a frame. */
  public RawConnection frame(int first, String payload) throws IOException {
    return send(frameBytes(first, payload.getBytes(StandardCharsets.UTF_8)));
  }

  /** Sends a frame. */
  public RawConnection frame(int first, byte[] payload) throws IOException {
    return send(frameBytes(first, payload));
  }

  /** A frame of a client, masked. */
  public static byte[] frameBytes(int first, byte[] payload) {
    int length = payload.length;
    ByteBuffer frame = ByteBuffer.allocate(length + 14);
    frame.put((byte) first);
    if (length < 126) {
      frame.put((byte) (0x80 | length));
    } else if (length < 65_536) {
      frame.put((byte) (0x80 | 126)).putShort((short) length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(length);
    }
    frame.put(MASK);
    for (int i = 0; i < length; i++) {
      frame.put((byte) (payload[i] ^ MASK[i % 4]));
    }
    return java.util.Arrays.copyOf(frame.array(), frame.position());
  }

  /** No more will be sent. */
  public RawConnection endOutput() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Reads up to the empty line. */
  public String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) byteOf(socket.getInputStream()));
    }
    return head.toString();
  }

  /** Limits the time of each read, in ms. */
  public void timeout(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  /** Reads so many bytes. */
  public byte[] bytes(int count) throws IOException {
    return socket.getInputStream().readNBytes(count);
  }

  /** Reads a response with its body, which must have a length. */
  public String response() throws IOException {
    String head = head();
    String lower = head.toLowerCase(java.util.Locale.ROOT);
    int at = lower.indexOf("content-length: ");
    if (at < 0) {
      return head;
    }
    int length = Integer.parseInt(lower.substring(at + 16, lower.indexOf('\r', at)));
    byte[] body = socket.getInputStream().readNBytes(length);
    return head + new String(body, StandardCharsets.UTF_8);
  }

  private static int byteOf(InputStream in) throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException("closed by the server");
    }
    return b;
  }

  /** A frame from the server. */
  public static final class Frame {
    private final int first;
    private final byte[] payload;

    Frame(int first, byte[] payload) {
      this.first = first;
      this.payload = payload;
    }

    /** FIN, RSV and opcode. */
    public int first() {
      return first;
    }

    /** The content as it came. */
    public byte[] payload() {
      return payload;
    }

    /** The content as text. */
    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  /** Reads a frame, which must not be masked. */
  public Frame frame() throws IOException {
    InputStream in = socket.getInputStream();
    int first = byteOf(in);
    int length = byteOf(in);
    if (length > 127) {
      throw new IOException("a server's frame must not be masked");
    }
    if (length > 125) {
      int bytes = length == 126 ? 2 : 8;
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = length << 8 | byteOf(in);
      }
    }
    return new Frame(first, in.readNBytes(length));
  }

  /** Reads frames until one that is no ping of Engine.IO, which are answered. */
  public String message() throws IOException {
    String text = frame().text();
    while (text.equals("2")) {
      frame(TEXT, "3");
      text = frame().text();
    }
    return text;
  }

  /**
   * Reads to the end, which a reset is, too.
   *
   * @throws java.net.SocketTimeoutException if nothing comes, not even the end
   */
  public byte[] rest() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      byte[] buffer = new byte[4096];
      InputStream in = socket.getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
      }
    } catch (SocketException e) {
      return all.toByteArray();
    }
    return all.toByteArray();
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
