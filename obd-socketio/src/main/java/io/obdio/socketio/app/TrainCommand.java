package io.obdio.socketio.app;

import io.obdio.core.util.DaemonThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code obdio train}: loads the classes that the usual subcommands load, so that an archive of
 * them (AppCDS) can be written. It uses the simulated vehicle and free ports of the loopback
 * address.
 */
@Command(
    name = "train",
    hidden = true,
    description = "Loads the classes of the usual subcommands, for the class data archive.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

  private static final long DEADLINE_S = 120;
  private static final int TIMEOUT_MS = 10_000;
  private static final Pattern SESSION = Pattern.compile("\"sid\":\"([^\"]+)\"");

  /** What the dashboard requests first. */
  private static final List<String> PAGES =
      List.of("/", "/app.js", "/dashboard.json", "/health", "/socket.io/socket.io.min.js");

  @Override
  public Integer call() throws Exception {
    run("--help");
    run("commands", "rpm");
    run("query", "RPM");
    adapter();
    server();
    return 0;
  }

  /** Queries through an emulated adapter, whose driver is what most users have. */
  private static void adapter() throws Exception {
    int port = freePort();
    DaemonThreads.start("train-adapter", () -> run("sim", "--elm327-port", "" + port));
    await(port).close();
    run("query", "--transport", "elm327://127.0.0.1:" + port, "RPM", "VIN");
  }

  private static void server() throws Exception {
    int port = freePort();
    DaemonThreads.start("train-server", () -> run("serve", "--port", "" + port, "--state", "none"));
    await(port).close();
    for (String page : PAGES) {
      request(port, "GET", page, "");
    }
    String endpoint = "/socket.io/?EIO=4&transport=polling";
    Matcher session = SESSION.matcher(request(port, "GET", endpoint, ""));
    if (!session.find()) {
      throw new IOException("no handshake");
    }
    String polling = endpoint + "&sid=" + session.group(1);
    request(port, "POST", polling, "40");
    request(port, "GET", polling, "");
    request(port, "POST", polling, "42[\"subscribe\",[\"RPM\",\"SPEED\"]]");
    request(port, "GET", polling, "");
  }

  private static void run(String... args) {
    CommandLine line = Main.commandLine(args);
    line.setOut(new PrintWriter(Writer.nullWriter()));
    Main.run(line, args);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Connects as soon as something listens. */
  private static Socket await(int port) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_S);
    while (true) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
        socket.setSoTimeout(TIMEOUT_MS);
        return socket;
      } catch (IOException e) {
        socket.close();
        if (System.nanoTime() > end) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private static String request(int port, String method, String path, String body)
      throws IOException, InterruptedException {
    String request =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    try (Socket socket = await(port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
