package io.obdio.socketio.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on TCP that speaks the protocol of gpsd to one client at a time: VERSION, then after
 * WATCH five reports a second of a receiver that moves to the north-east.
 */
public final class GpsdServer implements AutoCloseable {

  private static final String VERSION =
      "{\"class\":\"VERSION\",\"release\":\"3.25\",\"rev\":\"3.25\",\"proto_major\":3}\r\n";
  private static final String NO_FIX =
      "{\"class\":\"TPV\",\"device\":\"/dev/ttyACM0\",\"mode\":1}\r\n";

  /** The lines that clients have sent. */
  public final BlockingQueue<String> received = new LinkedBlockingQueue<>();

  private final ServerSocket server;
  private final Thread thread;
  private volatile Socket client = new Socket();
  private final AtomicInteger sent = new AtomicInteger();

  /** Creates and starts a server on a free port. */
  public GpsdServer() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    thread = new Thread(this::run, "gpsd");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns the port. */
  public int port() {
    return server.getLocalPort();
  }

  /** Returns the report with a number. */
  private static String report(int n) {
    return String.format(
        Locale.ROOT,
        "{\"class\":\"TPV\",\"device\":\"/dev/ttyACM0\",\"mode\":3,"
            + "\"time\":\"2026-05-04T10:00:%02d.000Z\",\"lat\":%.6f,\"lon\":%.6f,\"alt\":519.2,"
            + "\"speed\":%.1f,\"track\":45.0}\r\n{\"class\":\"SKY\",\"satellites\":[]}\r\n",
        n / 5 % 60,
        48.137 + n * 0.0001,
        11.575 + n * 0.00015,
        10.0 + n % 20);
  }

  private void run() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        client = socket;
        serve(socket);
      } catch (IOException | InterruptedException e) {
        // The client has gone, or the server was closed.
      }
    }
  }

  private void serve(Socket socket) throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    out.write(VERSION.getBytes(StandardCharsets.US_ASCII));
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    received.add(String.valueOf(in.readLine()));
    out.write(NO_FIX.getBytes(StandardCharsets.US_ASCII));
    while (true) {
      byte[] report = report(sent.getAndIncrement()).getBytes(StandardCharsets.US_ASCII);
      out.write(report, 0, 40);
      out.flush();
      TimeUnit.MILLISECONDS.sleep(200);
      out.write(report, 40, report.length - 40);
    }
  }

  /** Closes the connection of the client. */
  public void drop() throws IOException {
    client.close();
  }

  @Override
  public void close() {
    try {
      server.close();
      client.close();
      thread.join(5_000);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
