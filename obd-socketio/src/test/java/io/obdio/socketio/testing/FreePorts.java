package io.obdio.socketio.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Ports of the loopback interface, below the ephemeral ones, for servers that tests start. */
final class FreePorts {

  private FreePorts() {}

  /**
   * Returns the first of some adjacent ports on which nothing listens.
   *
   * @param first the lowest port
   * @param count number of ports that may be used
   * @param begin where the search begins, so that processes of the same time use different ports
   * @param adjacent number of ports in a row, from 1 on
   */
  static int find(int first, int count, long begin, int adjacent) throws IOException {
    int offset = Math.floorMod(begin, count);
    for (int i = 0; i < count; i += adjacent) {
      int port = first + (offset + i) % count;
      if (isFree(port, adjacent)) {
        return port;
      }
    }
    throw new IOException("no free port from " + first + " on");
  }

  private static boolean isFree(int port, int adjacent) {
    for (int i = 0; i < adjacent; i++) {
      if (accepts(port + i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a server accepts connections. */
  static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
