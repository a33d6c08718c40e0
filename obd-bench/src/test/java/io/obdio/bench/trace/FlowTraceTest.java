package io.obdio.bench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.obdio.bench.trace.Flow.Hop;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.port.ElmTcpServer;
import io.obdio.sim.fault.FaultInjector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The flows of docs/architecture.md are those of the program. */
@Timeout(180)
class FlowTraceTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "architecture.md");

  private static final List<Hop> BYTES_TO_BROWSER =
      List.of(
          new Hop("obd-watcher", "TcpLink.read", 20, true),
          new Hop("obd-watcher", "ObdHub.publish"),
          new Hop("obdio-hub", "EngineSession.send"),
          new Hop("obdio-http", "WebSocketConnection.write"));

  private static final List<Hop> WATCH_TO_ADAPTER =
      List.of(new Hop("obdio-http", "RequestLoop.put"), new Hop("obd-watcher", "TcpLink.write"));

  private static final List<Hop> START =
      List.of(
          new Hop("main", "VehicleConnection.supervise"),
          new Hop("obdio-link", "TcpLink.write"),
          new Hop("obdio-link", "Discovery.begin"),
          new Hop("obdio-link", "Announcements.statusChanged"));

  private static final List<Hop> MULTI_FRAME =
      List.of(
          new Hop("main", "QueryPlanner$Round.alone"), // after discovery
          new Hop("main", "ThreadEventLoop.execute"),
          new Hop("isotp", "VirtualCanBus.send"),
          new Hop("isotp", "PendingExchange.began"),
          new Hop("isotp", "PendingExchange.message"),
          new Hop("main", "PendingExchange.finish", 0, true));

  private static final String TIMER = "TimerQueue";

  @TempDir Path folder;

  @Test
  void theServersFlowsAreAsDocumented() throws Exception {
    Trace trace = serve();
    assertDocumented("From the bytes of an adapter to a browser", trace, BYTES_TO_BROWSER);
    assertDocumented("From a watch request to the adapter", trace, WATCH_TO_ADAPTER);
    assertDocumented("Start", trace, START);
  }

  @Test
  void aMessageOfSeveralFramesPassesAsDocumented() throws Exception {
    Trace trace = queryVin();
    // On a busy machine, a timer may fire between two frames; such a run is not the usual flow.
    for (int i = 0; i < 3 && new Flow(trace, MULTI_FRAME).lines().toString().contains(TIMER); i++) {
      trace = queryVin();
    }
    assertDocumented("A message of several frames on CAN", trace, MULTI_FRAME);
  }

  private Trace queryVin() throws Exception {
    try (TracedRun run = new TracedRun(folder, "query", "VIN", "--transport", "sim:?link=can")) {
      assertNotNull(run.line("VIN "));
      return run.ended();
    }
  }

  /** Runs the server with an adapter and a client until the client has received 30 values. */
  private Trace serve() throws Exception {
    try (ElmTcpServer adapter =
            ElmTcpServer.startDongle(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ElmConfig.DEFAULT,
                DiagnosticConnector.of(SimulatedVehicle.standard()),
                new FaultInjector());
        TracedRun run =
            new TracedRun(
                folder,
                "serve",
                "--port",
                "0",
                "--transport",
                "elm327://127.0.0.1:" + adapter.port())) {
      String url = run.line("OBDio on http://").split(" ", -1)[2].replace("http", "ws");
      Client client = new Client();
      WebSocket socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(URI.create(url + "socket.io/?EIO=4&transport=websocket"), client)
              .get(30, TimeUnit.SECONDS);
      client.await("0");
      socket.sendText("40", true).get(30, TimeUnit.SECONDS);
      client.await("40");
      socket
          .sendText("42[\"subscribe\",[\"RPM\"],{\"max_rate_hz\":100}]", true)
          .get(30, TimeUnit.SECONDS);
      for (int i = 0; i < 30; i++) {
        client.await("42[\"response\"");
      }
      socket.abort();
      return run.end();
    }
  }

  private static void assertDocumented(String title, Trace trace, List<Hop> hops) throws Exception {
    List<String> expected = new Flow(trace, hops).lines();
    assertEquals(String.join("\n", expected), documented(title), "flow '" + title + "'");
  }

  /** Returns the counts of a section's heading and its sentences about threads. */
  private static @Nullable String documented(String title) throws Exception {
    String text = Files.readString(DOCUMENT);
    int start = text.indexOf("### " + title + ": ");
    if (start < 0) {
      return null;
    }
    int end =
        text.indexOf("\n### ", start + 1) < 0
            ? text.indexOf("\n## ", start)
            : text.indexOf("\n### ", start + 1);
    String[] parts = text.substring(start, end).split("\n\n", -1);
    StringBuilder found = new StringBuilder(parts[0].substring(("### " + title + ": ").length()));
    for (String part : parts) {
      for (String item : part.split("\n(?=\\d\\. )", -1)) {
        String line = item.replaceAll("\\s+", " ").strip();
        if (line.matches("\\d\\. Thread .*")) {
          found.append('\n').append(line.substring(3, line.indexOf('.', 3) + 1));
        }
      }
    }
    return found.toString();
  }

  /** A WebSocket client that keeps the messages. */
  private static final class Client implements WebSocket.Listener {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        messages.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    /** Passes over messages until one begins with {@code start}. */
    void await(String start) throws InterruptedException {
      String message;
      do {
        message = messages.poll(60, TimeUnit.SECONDS);
        assertNotNull(message, "no message '" + start + "' within a minute");
      } while (!message.startsWith(start));
    }
  }
}
