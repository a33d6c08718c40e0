package io.obdio.socketio.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.CapturedLog;
import io.obdio.socketio.testing.Fuzz;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawConnection;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.SuiteServer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Random bytes and mutated HTTP, WebSocket, Engine.IO and Socket.IO at the real port: every
 * connection ends, no request fails inside, nothing is logged and nothing stays.
 */
@ExtendWith(LeakGuard.class)
class PortFuzzIT {
  private static final int PER_SOCKET = 4;
  private static final int FEEDERS = 3;

  private static final List<String> REQUESTS =
      List.of(
          "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n",
          RawConnection.upgradeRequest(
              "/socket.io/?EIO=4&transport=websocket",
              "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"),
          "POST /socket.io/?EIO=4&transport=polling&sid=x HTTP/1.1\r\nContent-Length: 2\r\n\r\n40",
          "POST /socket.io/?EIO=4&transport=polling&sid=x HTTP/1.1\r\n"
              .concat("Transfer-Encoding: chunked\r\n\r\n2\r\n40\r\n0\r\n\r\n"),
          "OPTIONS /socket.io/?EIO=4 HTTP/1.1\r\nOrigin: http://a.example\r\n\r\n",
          "GET /socket.io/socket.io.js HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
          "HEAD /%2e%2e/x?a=%20&b HTTP/1.0\r\nExpect: 100-continue\r\n\r\n");

  private static final List<String> PACKETS =
      List.of(
          "40",
          "40/custom,{\"token\":\"123\"}",
          "41/custom,",
          "42[\"message\",1,2.5e3,{\"a\":[true,null,\"\u20ac\"]}]",
          "421[\"message-with-ack\",\"x\"]",
          "431[\"ok\"]",
          "451-[\"message\",{\"_placeholder\":true,\"num\":0}]",
          "461-7[{\"_placeholder\":true,\"num\":0}]",
          "42[\"message\",\"" + "x".repeat(300) + "\"]",
          "3",
          "2probe",
          "1");

  private static final List<String> PAYLOADS =
      List.of("40\u001e42[\"message\",1]", "40\u001e451-[\"message\"]\u001ebAQID", "3", "4\u001e4");

  @Test
  @Timeout(3600)
  void onlyCleanCloses() throws Exception {
    int inputs = Fuzz.inputs(2_000);
    try (CapturedLog log = new CapturedLog();
        SuiteServer server =
            SuiteServer.calm(
                o ->
                    o.http(h -> h.perMessageDeflate(true))
                        .engine(e -> e.pingInterval(Duration.ofSeconds(2)))
                        .engine(e -> e.pingTimeout(Duration.ofSeconds(2)))
                        .http(h -> h.keepAlive(Duration.ofSeconds(5))))) {
      int port = server.server().port();
      // Logged once: this shows that the log is captured; mutations add no other line.
      server.client().get("?EIO=3&transport=polling");
      feed(port, inputs);
      works(server);
      nothingStays(server);
      ServerStats stats = server.server().stats();
      assertTrue(stats.packetsIn() > inputs / 4, Fuzz.seed() + ": " + stats);
      System.out.printf("%d inputs (%s), %s%n", inputs, Fuzz.seed(), stats);
      // A refused origin is logged with the remedy; the inputs have such origins.
      List<String> text =
          log.complaints().stream().filter(line -> !line.contains("may not connect")).toList();
      assertEquals(1, text.size(), () -> Fuzz.seed() + ": " + text);
      assertTrue(text.get(0).contains("uses Engine.IO 3"), text.get(0));
    }
  }

  private static void feed(int port, int inputs) throws Exception {
    SplittableRandom random = Fuzz.random();
    ExecutorService threads = Executors.newFixedThreadPool(FEEDERS);
    try {
      List<Future<?>> feeders = new ArrayList<>();
      for (int i = 0; i < FEEDERS; i++) {
        Feeder feeder = new Feeder(port, random.split());
        feeders.add(threads.submit(() -> feeder.feed(inputs / FEEDERS)));
      }
      for (Future<?> feeder : feeders) {
        feeder.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** One thread's connections, one after the other. */
  private static final class Feeder {
    private final int port;
    private final SplittableRandom random;

    Feeder(int port, SplittableRandom random) {
      this.port = port;
      this.random = random;
    }

    @Nullable Void feed(int inputs) throws IOException {
      for (int sent = 0; sent < inputs; ) {
        sent += one();
      }
      return null;
    }

    /** Feeds one connection; returns how many inputs it was. */
    private int one() throws IOException {
      int kind = random.nextInt(4);
      try (RawConnection connection = RawConnection.open(port)) {
        int count = kind == 0 ? 1 : PER_SOCKET;
        try {
          switch (kind) {
            case 0 -> connection.send(Fuzz.input(random, REQUESTS));
            case 1 -> webSocket(connection).send(frames(true));
            case 2 -> webSocket(connection).send(frames(false));
            default -> posts(connection);
          }
          connection.endOutput();
        } catch (SocketException | EOFException e) {
          return count; // closed in our face while we wrote: as it should
        }
        String answer = new String(connection.rest(), StandardCharsets.ISO_8859_1);
        assertTrue(!answer.contains("HTTP/1.1 500"), () -> Fuzz.seed() + ": " + answer);
        return count;
      }
    }

    private RawConnection webSocket(RawConnection connection) throws IOException {
      String deflate =
          random.nextBoolean() ? "" : "Sec-WebSocket-Extensions: permessage-deflate\r\n";
      connection.upgrade("/socket.io/?EIO=4&transport=websocket", deflate);
      return connection.frame(RawConnection.TEXT, "40");
    }

    /** Frames that are broken or that hold broken packets. */
    private byte[] frames(boolean brokenFrames) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int i = 0; i < PER_SOCKET; i++) {
        if (brokenFrames) {
          String packet = PACKETS.get(random.nextInt(PACKETS.size()));
          int first = random.nextInt(3) == 0 ? random.nextInt(256) : RawConnection.TEXT;
          byte[] frame = RawConnection.frameBytes(first, packet.getBytes(StandardCharsets.UTF_8));
          all.writeBytes(random.nextBoolean() ? frame : Fuzz.mutated(random, frame));
        } else {
          int first = random.nextInt(4) == 0 ? RawConnection.BINARY : RawConnection.TEXT;
          all.writeBytes(RawConnection.frameBytes(first, Fuzz.input(random, PACKETS)));
        }
      }
      return all.toByteArray();
    }

    /** Opens a polling session and makes requests with broken payloads. */
    private void posts(RawConnection connection) throws IOException {
      String target = "/socket.io/?EIO=4&transport=polling";
      connection.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
      String sid = RawHttp.sid(connection.response());
      for (int i = 0; i < PER_SOCKET; i++) {
        byte[] body = i == 0 ? "40".getBytes(StandardCharsets.US_ASCII) : payload();
        String head =
            "POST %s&sid=%s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
                .formatted(target, sid, body.length);
        connection.send(head).send(body);
        String answer = connection.response();
        assertTrue(answer.startsWith("HTTP/1.1 200") || answer.startsWith("HTTP/1.1 400"), answer);
      }
    }

    private byte[] payload() {
      return Fuzz.input(random, random.nextBoolean() ? PACKETS : PAYLOADS);
    }
  }

  private static void works(SuiteServer server) throws Exception {
    try (RawWebSocket socket = server.connected()) {
      assertEquals(
          "42[\"message-back\",1]", socket.send("42[\"message\",1]").textAfterPings(), Fuzz.seed());
    }
  }

  private static void nothingStays(SuiteServer server) {
    Await.until(
        Fuzz.seed() + ": nothing is left of " + server.server().stats(),
        () -> {
          ServerStats s = server.server().stats();
          return s.sessions() == 0 && s.sockets() == 0 && s.connections() == 0 && s.timers() == 0;
        });
    for (String namespace : List.of("/", "/custom")) {
      assertEquals(Set.of(), server.server().of(namespace).adapter().rooms(), "no room is left");
    }
  }
}
