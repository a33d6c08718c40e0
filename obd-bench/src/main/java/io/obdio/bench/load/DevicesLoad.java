package io.obdio.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/**
 * The CPU time of the program per delivery to 1,000 clients: of the devices at {@code /ws}, with
 * three filters, and of the Socket.IO event {@code response} to clients that subscribed to as many
 * values, one after the other in one run on the simulated vehicle.
 */
public final class DevicesLoad {

  private static final int CLIENTS = Integer.getInteger("obdio.load.clients", 1_000);
  private static final int SECONDS = Integer.getInteger("obdio.load.seconds", 20);
  private static final List<String> FILTERS =
      List.of(
          "{\"cmd\":\"filter\",\"devices\":[\"ai\"]}",
          "{\"cmd\":\"filter\",\"devices\":[\"ai\",\"temp\"]}",
          "{\"cmd\":\"filter\",\"circuits\":[\"RPM\",\"SPEED\"],\"max_rate_hz\":10}");

  private DevicesLoad() {}

  /**
   * Runs the comparison and prints it.
   *
   * @param args the program's jar
   */
  public static void main(String[] args) throws Exception {
    Process program =
        new ProcessBuilder(
                "java",
                "-jar",
                args[0],
                "serve",
                "--port",
                "0",
                "--max-sessions-per-address",
                "5000")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
      int port = port(out);
      Cpu cpu = new Cpu(program.pid());
      List<String> devices = new ArrayList<>();
      List<String> events = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        devices.add(FILTERS.get(i % FILTERS.size()));
        events.add("42[\"subscribe\",[\"RPM\",\"SPEED\"],{\"max_rate_hz\":10}]");
      }
      for (int round = 1; round <= 3; round++) {
        measure("devices", cpu, "ws://127.0.0.1:" + port + "/ws", List.of(), devices);
        measure(
            "Socket.IO",
            cpu,
            "ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket",
            List.of("40"),
            events);
      }
    } finally {
      program.destroy();
    }
  }

  static int port(BufferedReader out) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("OBDio on ")) {
        return URI.create(line.split(" ", -1)[2]).getPort();
      }
    }
    throw new IOException("the program ended");
  }

  static void measure(String what, Cpu cpu, String url, List<String> before, List<String> messages)
      throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    LongAdder received = new LongAdder();
    LongAdder bytes = new LongAdder();
    List<WebSocket> sockets = new ArrayList<>();
    for (String message : messages) {
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .buildAsync(URI.create(url), new Counter(received, bytes))
              .get();
      for (String text : before) {
        var unused = socket.sendText(text, true).get();
      }
      var unused = socket.sendText(message, true).get();
      sockets.add(socket);
    }
    Thread.sleep(5_000); // until the values flow and the code is compiled
    long firstMessages = received.sum();
    long firstBytes = bytes.sum();
    double firstCpu = cpu.workSeconds();
    Thread.sleep(SECONDS * 1_000L);
    double seconds = cpu.workSeconds() - firstCpu;
    long deliveries = received.sum() - firstMessages;
    System.out.printf(
        "%-10s %d clients: %.0f messages/s, %.0f bytes each, %.2f CPU s in %d s, %.2f us a delivery%n",
        what,
        sockets.size(),
        (double) deliveries / SECONDS,
        (double) (bytes.sum() - firstBytes) / Math.max(1, deliveries),
        seconds,
        SECONDS,
        1e6 * seconds / Math.max(1, deliveries));
    sockets.forEach(WebSocket::abort);
    Thread.sleep(2_000); // until the server has noticed
  }

  /** A counter of messages that answers Engine.IO's pings. */
  private static final class Counter implements WebSocket.Listener {
    private final LongAdder received;
    private final LongAdder bytes;

    Counter(LongAdder received, LongAdder bytes) {
      this.received = received;
      this.bytes = bytes;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      bytes.add(data.length());
      if (last) {
        received.increment();
        if (data.length() == 1 && data.charAt(0) == '2') {
          var unused = socket.sendText("3", true);
        }
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
