package io.obdio.socketio.gps;

import io.obdio.socketio.json.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/** The daemon gpsd, over TCP. */
public final class GpsdSource implements GpsSource {

  /** The port that IANA has assigned to gpsd. */
  public static final int PORT = 2947;

  private static final int CONNECT_MILLIS = 5_000;
  private static final byte[] WATCH =
      "?WATCH={\"enable\":true,\"json\":true}\n".getBytes(StandardCharsets.US_ASCII);

  private final String host;
  private final int port;
  private final JsonCodec json;

  /** Creates a source; connects to nothing yet. */
  public GpsdSource(String host, int port, JsonCodec json) {
    this.host = host;
    this.port = port;
    this.json = json;
  }

  @Override
  public String name() {
    return "gpsd:" + host + ":" + port;
  }

  @Override
  public GpsLines lines() {
    return GpsLines.of(new GpsdReports(json));
  }

  @Override
  public Link open() throws IOException {
    Socket socket = new Socket();
    try {
      InetSocketAddress address = new InetSocketAddress(host, port);
      if (address.isUnresolved()) {
        throw new UnknownHostException("unknown host");
      }
      socket.connect(address, CONNECT_MILLIS);
      socket.getOutputStream().write(WATCH);
      return new SocketLink(socket, socket.getInputStream());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private record SocketLink(Socket socket, InputStream input) implements Link {

    @Override
    public int read(byte[] target, int timeout) throws IOException {
      socket.setSoTimeout(timeout);
      try {
        int count = input.read(target);
        if (count < 0) {
          throw new IOException("the connection was closed by gpsd");
        }
        return count;
      } catch (SocketTimeoutException e) {
        return 0;
      }
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        // There is nothing left to do for a socket that cannot be closed.
      }
    }
  }
}
