package io.obdio.isotp.transport;

import io.obdio.core.transport.TransportException;
import io.obdio.core.util.DaemonThreads;
import io.obdio.isotp.address.IsoTpAddress;
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
 * A client of can-utils' {@code isotpserver}, which puts one ISO-TP connection of a CAN interface
 * on a TCP port: messages are hex digits between {@code <} and {@code >}. Which identifiers it uses
 * was said when it was started, as in {@code isotpserver -l 28700 -s 7E0 -d 7E8 can0}; the same two
 * must be told here.
 *
 * <p>Threads: as {@link ObdLink} says. One thread reads the socket.
 */
public final class IsotpServerLink implements ObdLink {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final String portName;
  private final IsoTpAddress address;
  private final Socket socket;
  private final Thread reader;
  private volatile boolean closed;

  private IsotpServerLink(String portName, IsoTpAddress address, Socket socket, Listener listener) {
    this.portName = portName;
    this.address = address;
    this.socket = socket;
    reader = DaemonThreads.create("isotpserver-" + portName, () -> read(listener));
  }

  /**
   * Connects.
   *
   * @param address what the server sends with and hears
   * @param timeout the deadline, the look-up of the name not included
   * @throws TransportException.Unavailable if nobody listens there
   */
  public static IsotpServerLink connect(
      String host, int port, IsoTpAddress address, Listener listener, Duration timeout)
      throws TransportException.Unavailable {
    String name = host + ":" + port;
    Socket socket = new Socket();
    try {
      int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toMillis()));
      socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), millis);
      socket.setTcpNoDelay(true);
    } catch (IOException e) {
      closeQuietly(socket);
      String why = e instanceof UnknownHostException ? "unknown host" : e.getMessage();
      throw new TransportException.Unavailable(
          name
              + ": "
              + why
              + "; is 'isotpserver -l "
              + port
              + " -s "
              + address.txId()
              + " -d "
              + address.rxId()
              + " can0' running there?",
          e);
    }
    IsotpServerLink link = new IsotpServerLink(name, address, socket, listener);
    link.reader.start();
    return link;
  }

  @Override
  public String portName() {
    return portName;
  }

  /** A functional request reaches the one ECU that the server talks to. */
  @Override
  public boolean reaches(IsoTpAddress wanted) {
    return wanted.functional()
        ? wanted.txId().extended() == address.txId().extended()
        : wanted.txId().equals(address.txId()) && wanted.rxId().equals(address.rxId());
  }

  @Override
  public void send(IsoTpAddress ignored, byte[] message, Duration timeout) throws IOException {
    String text = "<" + HEX.formatHex(message) + ">";
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new IOException(portName + ": " + e.getMessage(), e);
    }
  }

  private void read(Listener listener) {
    String reason = "isotpserver closed the connection";
    BracketReader messages =
        new BracketReader(
            message -> listener.message(address.rxId(), message),
            mistake -> listener.failed(address.rxId(), portName + ": " + mistake));
    byte[] chunk = new byte[4096];
    try {
      InputStream in = socket.getInputStream();
      int count = in.read(chunk);
      while (count >= 0) {
        messages.feed(chunk, count);
        count = in.read(chunk);
      }
    } catch (IOException e) {
      reason = String.valueOf(e.getMessage());
    }
    if (!closed) {
      listener.lost(reason);
    }
  }

  @Override
  public void close() {
    closed = true;
    closeQuietly(socket);
    if (Thread.currentThread() != reader) {
      try {
        reader.join(5_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closing frees the socket even so.
    }
  }
}
