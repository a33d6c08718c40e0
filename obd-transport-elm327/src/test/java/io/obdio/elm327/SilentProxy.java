package io.obdio.elm327;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A network between driver and dongle that can die without a word: what is sent is accepted and
 * dropped, and no connection is closed, as when a Wi-Fi is out of reach.
 *
 * <p>Threads: one accepts, two for each connection carry bytes; {@code silent} is volatile, the
 * list of sockets is guarded by itself.
 */
final class SilentProxy implements AutoCloseable {

  private final ServerSocket server;
  private final int target;
  private final List<Socket> sockets = new ArrayList<>();
  private volatile boolean silent;
  private volatile int connections;

  /** In front of a port of this machine. */
  SilentProxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Nothing gets through from now on, or everything again. */
  void setSilent(boolean now) {
    silent = now;
  }

  /** How many connections there have been. */
  int connections() {
    return connections;
  }

  private static void start(String what, Runnable task) {
    Thread thread = new Thread(task, "silent-proxy-" + what);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = server.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        synchronized (sockets) {
          sockets.add(near);
          sockets.add(far);
          connections = sockets.size() / 2;
        }
        start("there", () -> carry(near, far));
        start("back", () -> carry(far, near));
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void carry(Socket from, Socket to) {
    byte[] buffer = new byte[1024];
    try (from;
        to) {
      int count = from.getInputStream().read(buffer);
      while (count > 0) {
        if (!silent) {
          to.getOutputStream().write(buffer, 0, count);
        }
        count = from.getInputStream().read(buffer);
      }
    } catch (IOException e) {
      // One of both is gone: so is the other.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    synchronized (sockets) {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
