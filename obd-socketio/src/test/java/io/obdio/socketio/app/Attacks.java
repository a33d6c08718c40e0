package io.obdio.socketio.app;

import io.obdio.socketio.testing.RawConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Hostile clients of one server, one thread for each kind, which repeat their attack until they are
 * interrupted.
 */
final class Attacks implements AutoCloseable {

  private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
  private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
  private static final int HELD = 10;

  /** One round of an attack. */
  @FunctionalInterface
  private interface Round {
    void run() throws IOException, InterruptedException;
  }

  private final int port;
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, LongAdder> rounds = new LinkedHashMap<>();
  private volatile boolean closed;

  Attacks(int port) {
    this.port = port;
    Map<String, String> large = LargePayloads.of(900_000);
    add("names", () -> event("\"watch\"," + large.get("names of one letter")));
    add(
        "unknown names",
        () -> event("\"subscribe\"," + large.get("names of 256 unknown commands")));
    add("members", () -> event("\"query_many\"," + large.get("members")));
    add("a long name", () -> event("\"" + "e".repeat(900_000) + "\""));
    add("queries", this::queries);
    add("connections", this::connectionEvents);
    add("attachments", this::attachments);
    add("fragments", this::fragments);
    add("handshakes", this::handshakes);
    add("connect payloads", this::connectPayloads);
    add("incomplete requests", this::incompleteRequests);
    add("clients that do not read", this::silentReaders);
    add("garbage", this::garbage);
    add("devices", this::devices);
  }

  private void add(String name, Round round) {
    LongAdder begun = new LongAdder();
    rounds.put(name, begun);
    Thread thread = new Thread(() -> repeat(round, begun), "attack-" + name);
    thread.setDaemon(true);
    threads.add(thread);
  }

  void start() {
    threads.forEach(Thread::start);
  }

  /** Returns the number of rounds of each attack, the last ones included. */
  Map<String, LongAdder> rounds() {
    return rounds;
  }

  private void repeat(Round round, LongAdder begun) {
    while (!closed) {
      begun.increment();
      try {
        round.run();
      } catch (IOException e) {
        // The server has closed the connection, as it should.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private RawConnection client() throws IOException {
    RawConnection connection = RawConnection.open(port).upgrade(WEBSOCKET);
    connection.timeout(5_000);
    connection.frame();
    connection.frame(RawConnection.TEXT, "40");
    connection.frame();
    return connection;
  }

  private void event(String content) throws IOException {
    try (RawConnection client = client()) {
      for (int i = 0; i < 5 && !closed; i++) {
        client.frame(RawConnection.TEXT, "427[" + content + "]");
        while (!client.frame().text().startsWith("437")) {
          // An event.
        }
      }
    }
  }

  private void queries() throws IOException {
    try (RawConnection client = client()) {
      for (int i = 0; i < 200; i++) {
        client.frame(RawConnection.TEXT, "427[\"query_now\",\"RPM\"]");
      }
      for (int i = 0; i < 200 && !closed; i++) {
        client.frame();
      }
    }
  }

  private void connectionEvents() throws IOException {
    try (RawConnection client = client()) {
      for (String content :
          List.of(
              "\"close\"",
              "\"disconnect_obd\"",
              "\"connect_obd\",\"replay:/dev/zero\"",
              "\"connect_obd\",\"elm327://127.0.0.1:22\"",
              "\"clear_dtc\",{\"timeout_ms\":1}")) {
        client.frame(RawConnection.TEXT, "427[" + content + "]");
        while (!client.frame().text().startsWith("437")) {
          // An event.
        }
      }
    }
  }

  /** Holds connections for a while, each after it has sent something incomplete. */
  private void hold(List<RawConnection> held) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(500);
    for (RawConnection each : held) {
      try {
        each.close();
      } catch (IOException e) {
        // Closed by the server.
      }
    }
  }

  private static void send(RawConnection to, byte[] bytes) {
    try {
      to.send(bytes);
    } catch (IOException e) {
      // Closed by the server: the budget is used up.
    }
  }

  private void attachments() throws IOException, InterruptedException {
    byte[] attachment = RawConnection.frameBytes(RawConnection.BINARY, new byte[90_000]);
    List<RawConnection> held = new ArrayList<>();
    for (int i = 0; i < HELD; i++) {
      RawConnection client = client();
      held.add(client);
      client.frame(RawConnection.TEXT, "4510-[\"x\",{\"_placeholder\":true,\"num\":0}]");
      for (int j = 0; j < 9; j++) {
        send(client, attachment);
      }
    }
    hold(held);
  }

  private void fragments() throws IOException, InterruptedException {
    byte[] frame = RawConnection.frameBytes(RawConnection.BINARY, new byte[900_000]);
    List<RawConnection> held = new ArrayList<>();
    for (int i = 0; i < HELD; i++) {
      RawConnection client = client();
      held.add(client);
      send(client, Arrays.copyOf(frame, 800_000));
    }
    hold(held);
  }

  private void handshakes() throws IOException {
    String request =
        "GET "
            + POLLING
            + " HTTP/1.1\r\nHost: localhost\r\nCookie: c="
            + "x".repeat(15_000)
            + "\r\n\r\n";
    try (RawConnection connection = RawConnection.open(port)) {
      connection.timeout(5_000);
      for (int i = 0; i < 100 && !closed; i++) {
        connection.send(request);
        connection.response();
      }
    }
  }

  private void connectPayloads() throws IOException {
    try (RawConnection connection = RawConnection.open(port).upgrade(WEBSOCKET)) {
      connection.timeout(5_000);
      connection.frame();
      connection.frame(RawConnection.TEXT, "40{\"a\":\"" + "x".repeat(900_000) + "\"}");
      connection.frame();
    }
  }

  private void incompleteRequests() throws IOException, InterruptedException {
    byte[] head =
        ("POST " + POLLING + "&sid=x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    List<RawConnection> held = new ArrayList<>();
    for (int i = 0; i < HELD; i++) {
      RawConnection connection = RawConnection.open(port);
      held.add(connection);
      send(connection, head);
      send(connection, new byte[500_000]);
    }
    hold(held);
  }

  private void silentReaders() throws IOException, InterruptedException {
    List<RawConnection> held = new ArrayList<>();
    for (int i = 0; i < HELD; i++) {
      RawConnection client = client();
      held.add(client);
      client.frame(
          RawConnection.TEXT,
          "42[\"subscribe\",[\"RPM\",\"SPEED\",\"MAF\"],{\"max_rate_hz\":100}]");
      for (int j = 0; j < 100; j++) {
        send(client, RawConnection.frameBytes(RawConnection.TEXT, new byte[] {'4', '2'}));
      }
    }
    hold(held);
  }

  private void garbage() throws IOException {
    for (byte[] bytes :
        List.of(
            new byte[] {0x16, 3, 1, 2, 0, 1, 0},
            "GET / HTTP/1.1\r\n\r\n\r\n\0\0".getBytes(StandardCharsets.US_ASCII),
            RawConnection.frameBytes(RawConnection.TEXT, new byte[] {(byte) 0xFF, (byte) 0xFE}))) {
      try (RawConnection connection = RawConnection.open(port)) {
        connection.timeout(500);
        connection.send(bytes);
        connection.rest();
      }
    }
  }

  private void devices() throws IOException {
    try (RawConnection connection = RawConnection.open(port).upgrade("/ws")) {
      connection.timeout(5_000);
      String values = LargePayloads.of(60_000).get("names of one letter");
      for (int i = 0; i < 20 && !closed; i++) {
        connection.frame(RawConnection.TEXT, "{\"cmd\":\"filter\",\"circuits\":" + values + "}");
        connection.frame();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
