package io.obdio.elm327.link;

import io.obdio.core.transport.ConnectionReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import jdk.net.ExtendedSocketOptions;

/**
 * A TCP connection to a Wi-Fi adapter, with keep-alive, so that a dead network is noticed while
 * idle.
 *
 * <p>Threads: see {@link ByteLink}; the socket itself may be closed by any thread.
 */
public final class TcpLink implements ByteLink {

  private static final int KEEP_IDLE_SECONDS = 5;
  private static final int KEEP_INTERVAL_SECONDS = 2;
  private static final int KEEP_COUNT = 3;

  private final String name;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private TcpLink(String name, Socket socket) throws IOException {
    this.name = name;
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /**
   * Connects.
   *
   * @param timeoutMillis at least 1
   * @throws LinkUnavailableException if it cannot be established; the message contains the remedy
   */
  public static TcpLink connect(String host, int port, int timeoutMillis)
      throws LinkUnavailableException {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new LinkUnavailableException(
          ConnectionReason.HOST_UNKNOWN,
          name + ": unknown host; check the name, or specify the adapter's IP address",
          null);
    }
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      keepAlive(socket);
      socket.connect(address, timeoutMillis);
      return new TcpLink(name, socket);
    } catch (SocketTimeoutException e) {
      closeQuietly(socket);
      throw new LinkUnavailableException(
          ConnectionReason.HOST_UNREACHABLE,
          name + ": no answer; is this computer in the adapter's Wi-Fi network?",
          e);
    } catch (IOException e) {
      closeQuietly(socket);
      throw new LinkUnavailableException(
          ConnectionReason.HOST_UNREACHABLE,
          name
              + ": "
              + e.getMessage()
              + "; check address and port, and that no other program uses the adapter",
          e);
    }
  }

  private static void keepAlive(Socket socket) throws IOException {
    socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
      socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_IDLE_SECONDS);
      socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_INTERVAL_SECONDS);
      socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_COUNT);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  @Override
  public int read(byte[] target, int offset, int length, long deadlineNanos) throws IOException {
    long left = deadlineNanos - System.nanoTime();
    // A timeout of 0 would mean none; a millisecond is the shortest that sockets support.
    long millis = left <= 0 ? 1 : (left + 999_999) / 1_000_000;
    try {
      socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
      int n = in.read(target, offset, length);
      if (n < 0) {
        throw new IOException(name + " closed the connection");
      }
      return n;
    } catch (SocketTimeoutException e) {
      return 0;
    }
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() {
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // The socket is not used any more.
    }
  }
}
