package io.obdio.isotp.network;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.engine.NResult;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A connection through can-utils' {@code isotpserver}, which serves one ISO-TP connection of a CAN
 * interface on a TCP port. The identifiers are selected when the server is started, as in {@code
 * isotpserver -l 28700 -s 7E0 -d 7E8 can0}; the address must contain the same.
 *
 * <p>Threads: as {@link IsoTpConnection}. One thread reads the socket and calls the listener; a
 * slow listener delays the messages after.
 */
public final class IsotpServerConnection extends BlockingConnection {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final String name;
  private final Socket socket;

  private IsotpServerConnection(
      String name, IsoTpAddress address, Socket socket, IsoTpListener listener) {
    super(address, listener);
    this.name = name;
    this.socket = socket;
  }

  /**
   * Connects to a server.
   *
   * @param address the identifiers of the server
   * @param timeout the deadline, not including the resolution of the host name
   * @throws IOException if the server cannot be reached; the message states what to do
   */
  public static IsotpServerConnection connect(
      String host, int port, IsoTpAddress address, IsoTpListener listener, Duration timeout)
      throws IOException {
    String name = host + ":" + port;
    Socket socket = new Socket();
    try {
      int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toMillis()));
      socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), millis);
      socket.setTcpNoDelay(true);
    } catch (IOException e) {
      closeQuietly(socket);
      throw new IOException(unreachable(name, port, address, e), e);
    }
    IsotpServerConnection connection = new IsotpServerConnection(name, address, socket, listener);
    connection.start("isotpserver-send-" + name);
    Thread unused = NetworkThreads.start("isotpserver-" + name, connection::read);
    return connection;
  }

  private static String unreachable(String name, int port, IsoTpAddress address, IOException e) {
    String why = e instanceof UnknownHostException ? "unknown host" : e.getMessage();
    return name
        + ": "
        + why
        + "; is 'isotpserver -l "
        + port
        + " -s "
        + address.txId()
        + " -d "
        + address.rxId()
        + " can0' running there?";
  }

  /** Opens a stream through a server; see {@link #connect}. */
  public static IsoTpStream openStream(
      String host, int port, IsoTpAddress address, Duration timeout) throws IOException {
    return IsoTpStream.open(address, listener -> connect(host, port, address, listener, timeout));
  }

  /** Returns the host and port. */
  public String name() {
    return name;
  }

  @Override
  protected void transmit(byte[] message) throws IOException {
    String text = "<" + HEX.formatHex(message) + ">";
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }

  private void read() {
    String reason = "isotpserver closed the connection";
    BracketReader parser =
        new BracketReader(message -> listener().onMessage(this, message), this::reportError);
    byte[] chunk = new byte[4096];
    try {
      InputStream in = socket.getInputStream();
      int count = in.read(chunk);
      while (count >= 0) {
        parser.feed(chunk, count);
        count = in.read(chunk);
      }
    } catch (IOException e) {
      reason = String.valueOf(e.getMessage());
    }
    close(reason);
  }

  private void reportError(String error) {
    listener()
        .onError(
            this,
            new IsoTpException(
                name + " " + address(),
                IsoTpException.Direction.RECEIVING,
                NResult.N_ERROR,
                error));
  }

  @Override
  protected void release() {
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // The socket is freed in any case.
    }
  }
}
