package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.access.AccessRule;
import io.obdio.socketio.access.AccessTable;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.OwnThread;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every event, command and route of every API with the largest arguments that the limits allow: on
 * the only event loop, no other client waits longer than {@value #MAX_MILLIS} ms. Before, {@code
 * watch} of 20,000 unknown names blocked every client for 10 s.
 */
@Tag("alone")
@Timeout(600)
class LargestArgumentsIT {

  private static final long MAX_MILLIS = 50;

  /**
   * Where other programs keep the processors busy, every client waits longer: there the CPU time of
   * the event loop must not exceed {@link #MAX_MILLIS}, and the wait this.
   */
  private static final long MAX_MILLIS_ON_BUSY_MACHINE = 1_000;

  /** What the server delays, it delays every time. */
  private static final int ATTEMPTS = 5;

  private static final int MAX_MESSAGE = 990_000;
  private static final int MAX_WS_MESSAGE = 64_000;

  /** Events that end the session or the connection to the vehicle come last. */
  private static final Set<String> LAST = Set.of("close", "disconnect_obd", "disconnect_request");

  private static InProcessServer server;
  private static HonestClient honest;

  /** The longest wait by what was sent, those over the limit alone. */
  private final Map<String, Long> slow = new TreeMap<>();

  private int sent;

  @BeforeAll
  static void start() throws Exception {
    server = new InProcessServer("--allow-connect", "--devices", "--event-loops=1");
    honest = new HonestClient(server.port());
    // The first messages are slower: their code is not compiled yet.
    try (RawWebSocket socket = client("/")) {
      for (int i = 0; i < 15; i++) {
        for (String payload : LargePayloads.of(MAX_MESSAGE).values()) {
          acknowledged(socket, "", "has_name", payload).get(30, TimeUnit.SECONDS);
          honest.askOnce();
        }
      }
    }
  }

  @AfterAll
  static void stop() {
    honest.close();
    server.close();
  }

  /** Sends something and notes it if the honest client waited too long in each of some attempts. */
  private void attack(String what, Supplier<CompletableFuture<?>> send) throws Exception {
    sent++;
    HonestClient.Wait longest = new HonestClient.Wait(0, 0);
    for (int i = 0; i < ATTEMPTS; i++) {
      CompletableFuture<?> answered =
          send.get().orTimeout(10, TimeUnit.SECONDS).exceptionally(e -> null);
      longest = honest.longestWaitUntil(answered::isDone);
      if (isShort(longest)) {
        return;
      }
    }
    slow.put(what, TimeUnit.NANOSECONDS.toMillis(longest.elapsed()));
  }

  private static boolean isShort(HonestClient.Wait wait) {
    return wait.elapsed() <= TimeUnit.MILLISECONDS.toNanos(MAX_MILLIS)
        || wait.busy() <= TimeUnit.MILLISECONDS.toNanos(MAX_MILLIS)
            && wait.elapsed() <= TimeUnit.MILLISECONDS.toNanos(MAX_MILLIS_ON_BUSY_MACHINE);
  }

  private static List<String> actions(String api) {
    List<String> actions = new ArrayList<>();
    for (AccessRule rule : server.io.access().table().rules(api)) {
      actions.add(rule.action());
    }
    assertTrue(actions.size() > 0, api);
    actions.sort(Comparator.comparing(LAST::contains));
    return actions;
  }

  // ---- Socket.IO

  private static RawWebSocket client(String namespace) throws InterruptedException {
    RawWebSocket socket =
        RawWebSocket.connect(
            "ws://127.0.0.1:" + server.port() + "/socket.io/?EIO=4&transport=websocket");
    socket.textAfterPings();
    String prefix = namespace.equals("/") ? "" : namespace + ",";
    socket.send("40" + prefix);
    assertTrue(socket.textAfterPings().startsWith("40" + prefix));
    if (!namespace.equals("/")) {
      socket.send("42" + prefix + "[\"auth\",\"none\"]");
    }
    return socket;
  }

  private static CompletableFuture<?> acknowledged(
      RawWebSocket socket, String prefix, String event, String args) {
    return OwnThread.call(
        () -> {
          socket.send("42" + prefix + "7[\"" + event + "\"," + args + "]");
          String answer = socket.textAfterPings();
          while (!answer.startsWith("43" + prefix) && !answer.startsWith("41" + prefix)) {
            answer = socket.textAfterPings(); // after an event
          }
          return answer; // the acknowledgement, or the end of the session
        });
  }

  private void everyEvent(String namespace) throws Exception {
    String prefix = namespace.equals("/") ? "" : namespace + ",";
    Map<String, String> payloads = LargePayloads.of(MAX_MESSAGE);
    payloads.put("many arguments", "1" + ",1".repeat(MAX_MESSAGE / 2 - 20));
    payloads.put("options", "\"RPM\"," + payloads.get("members"));
    for (String event : actions(namespace)) {
      RawWebSocket socket = client(namespace);
      for (Map.Entry<String, String> payload : payloads.entrySet()) {
        if (socket.isClosed() || LAST.contains(event)) {
          socket.close();
          socket = client(namespace);
        }
        RawWebSocket attacker = socket;
        attack(
            namespace + " " + event + " with " + payload.getKey(),
            () -> acknowledged(attacker, prefix, event, payload.getValue()));
      }
      socket.close();
    }
    assertEquals(Map.of(), slow, "longest waits in ms");
    assertEquals(actions(namespace).size() * payloads.size(), sent);
  }

  @Test
  void everyEventOfTheVehicle() throws Exception {
    everyEvent("/");
  }

  @Test
  void everyEventOfTheChannels() throws Exception {
    everyEvent("/octane");
  }

  @Test
  void anEventWithALongName() throws Exception {
    try (RawWebSocket socket = client("/")) {
      String name = "n".repeat(MAX_MESSAGE - 20);
      attack("a long name", () -> acknowledged(socket, "", name, "1"));
      socket.send("428[\"" + name + "\"]");
      String answer = socket.textAfterPings();
      assertTrue(answer.length() < 2_000, "an answer of " + answer.length() + " characters");
    }
    assertEquals(Map.of(), slow, "longest waits in ms");
  }

  // ---- devices

  @Test
  void everyCommandOfTheDevices() throws Exception {
    String url = "ws://127.0.0.1:" + server.port() + "/ws";
    Map<String, String> payloads = LargePayloads.of(MAX_WS_MESSAGE);
    try (RawWebSocket socket = RawWebSocket.connect(url)) {
      for (String cmd : actions("/ws")) {
        for (Map.Entry<String, String> payload : payloads.entrySet()) {
          for (String field : List.of("devices", "circuits", "dev", "circuit", "value")) {
            attack(
                "/ws " + cmd + " with " + payload.getKey() + " as " + field,
                () -> {
                  socket.send(
                      "{\"cmd\":\"" + cmd + "\",\"" + field + "\":" + payload.getValue() + "}");
                  return CompletableFuture.completedFuture(null);
                });
          }
        }
      }
    }
    assertEquals(Map.of(), slow, "longest waits in ms");
  }

  @Test
  void everyRoute() throws Exception {
    Map<String, String> bodies = LargePayloads.of(MAX_MESSAGE);
    String longSegment = "s".repeat(3_000);
    for (String route : actions(AccessTable.HTTP)) {
      String method = route.substring(0, route.indexOf(' '));
      String path = route.substring(method.length() + 1).replaceAll("\\{[a-z]+}", longSegment);
      for (Map.Entry<String, String> body : bodies.entrySet()) {
        HttpRequest.BodyPublisher publisher =
            method.equals("POST")
                ? HttpRequest.BodyPublishers.ofString(body.getValue())
                : HttpRequest.BodyPublishers.noBody();
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(server.url(path + "?q=" + longSegment)))
                .method(method, publisher)
                .build();
        attack(
            route + " with " + body.getKey(),
            () ->
                RawHttp.CLIENT.sendAsync(
                    request, java.net.http.HttpResponse.BodyHandlers.discarding()));
        if (!method.equals("POST")) {
          break; // without a body, all are the same
        }
      }
    }
    assertEquals(Map.of(), slow, "longest waits in ms");
    Await.until("the server is alive", () -> server.io.server().stats().sockets() > 0);
  }
}
