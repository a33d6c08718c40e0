package io.obdio.socketio.engineio.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.engineio.EngineOptions;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.EngineEcho;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawConnection;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.StalledLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Requests of one session that a busy server reads in one turn. The official suites send such pairs
 * and failed under load.
 */
@ExtendWith(LeakGuard.class)
@Timeout(120)
class RequestOrderIT {
  private static final String PATH = "/engine.io/?EIO=4&transport=polling&sid=";

  private EngineEcho server;
  private RawConnection first;
  private RawConnection second;

  private void start(EngineOptions options) throws Exception {
    server = EngineEcho.start(options);
    first = RawConnection.open(server.port());
    second = RawConnection.open(server.port());
    for (RawConnection each : List.of(first, second)) { // until both are accepted
      each.send("GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n");
      assertTrue(each.response().startsWith("HTTP/1.1 404"));
    }
  }

  @BeforeEach
  void calm() throws Exception {
    start(
        EngineEcho.suiteOptions().toBuilder()
            .pingInterval(Duration.ofSeconds(25))
            .pingTimeout(Duration.ofSeconds(20))
            .build());
  }

  @AfterEach
  void stop() throws Exception {
    first.close();
    second.close();
    server.close();
  }

  private static String get(String sid) {
    return "GET " + PATH + sid + " HTTP/1.1\r\nHost: x\r\n\r\n";
  }

  private static String post(String sid, String body) {
    return "POST "
        + PATH
        + sid
        + " HTTP/1.1\r\nHost: x\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  @Test
  void aPollBeforeTheClosePacketIsReleased() throws Exception {
    String sid = server.client().open();
    StalledLoop.during(
        server.http(),
        () -> {
          first.send(get(sid));
          second.send(post(sid, "1"));
        });
    String poll = first.response();
    assertTrue(poll.startsWith("HTTP/1.1 200"), poll);
    assertTrue(poll.endsWith("\r\n\r\n6"), poll);
    assertTrue(second.response().startsWith("HTTP/1.1 200"));
  }

  @Test
  void aPollBehindTheClosePacketIsRefused() throws Exception {
    String sid = server.client().open();
    StalledLoop.during(
        server.http(),
        () -> {
          second.send(post(sid, "1"));
          first.send(get(sid));
        });
    assertTrue(second.response().startsWith("HTTP/1.1 200"));
    assertTrue(first.response().startsWith("HTTP/1.1 400"));
  }

  @Test
  void aPollBehindAMessageGetsItsEcho() throws Exception {
    String sid = server.client().open();
    StalledLoop.during(
        server.http(),
        () -> {
          first.send(post(sid, "4a"));
          second.send(get(sid));
        });
    assertTrue(first.response().startsWith("HTTP/1.1 200"));
    assertTrue(second.response().endsWith("\r\n\r\n4a"));
  }

  @Test
  void aPollBehindTheEndOfAnUpgradeIsRefused() throws Exception {
    String sid = server.client().open();
    try (RawConnection socket =
        RawConnection.open(server.port())
            .upgrade("/engine.io/?EIO=4&transport=websocket&sid=" + sid)) {
      socket.frame(RawConnection.TEXT, "2probe");
      assertEquals("3probe", socket.frame().text());
      StalledLoop.during(
          server.http(),
          () -> {
            socket.frame(RawConnection.TEXT, "5");
            first.send(get(sid));
          });
      assertTrue(first.response().startsWith("HTTP/1.1 400"));
      assertEquals(1, server.engine().sessionCount());
    }
  }

  /** The pong was in time; the server was not. */
  @Test
  void aPongThatIsReadLateCounts() throws Exception {
    stop();
    start(
        EngineEcho.suiteOptions().toBuilder()
            .pingInterval(Duration.ofMillis(200))
            .pingTimeout(Duration.ofMillis(1_000))
            .build());
    String sid = server.client().open();
    assertEquals("2", server.client().get(RawHttp.polling(sid)).body());
    StalledLoop.during(
        server.http(),
        () -> {
          first.send(post(sid, "3"));
          LockSupport.parkNanos(Duration.ofMillis(1_400).toNanos());
        });
    assertTrue(first.response().startsWith("HTTP/1.1 200"));
    assertEquals("2", server.client().get(RawHttp.polling(sid)).body());
  }

  /** A busy machine sends the ping late; a client that is silent must end in time all the same. */
  @Test
  void aPingThatIsSentLateDoesNotExtendTheTimeout() throws Exception {
    stop();
    start(
        EngineEcho.suiteOptions().toBuilder()
            .pingInterval(Duration.ofSeconds(1))
            .pingTimeout(Duration.ofSeconds(2))
            .build());
    String sid = server.client().open();
    long opened = System.nanoTime();
    // With the time from the late ping on, the session would end after 3.9 s.
    StalledLoop.during(server.http(), () -> parkUntil(opened, 1_900));
    parkUntil(opened, 3_400);
    assertEquals(400, server.client().get(RawHttp.polling(sid)).statusCode());
  }

  private static void parkUntil(long begin, long millis) {
    long end = begin + Duration.ofMillis(millis).toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** python-socketio ends the connection above 16 packets. */
  @Test
  void aPayloadHasAtMostSixteenPackets() throws Exception {
    String sid = server.client().open();
    EngineSession session = server.sessions().get(0);
    List<String> expected = IntStream.range(0, 50).mapToObj(i -> "4m" + i).toList();
    expected.forEach(message -> session.sendText(message.substring(1)));
    List<String> received = new ArrayList<>();
    while (received.size() < expected.size()) {
      List<String> packets =
          List.of(server.client().get(RawHttp.polling(sid)).body().split("\u001e", -1));
      assertTrue(packets.size() <= 16, () -> packets.size() + " packets");
      received.addAll(packets);
    }
    assertEquals(expected, received);
    session.close(CloseReason.SERVER_CLOSE);
    Await.until("closed", () -> server.engine().sessionCount() == 0);
    assertEquals("1", server.client().get(RawHttp.polling(sid)).body());
  }

  @Test
  void anEventWithManyAttachmentsIsSpreadOverPolls() throws Exception {
    String sid = server.client().open();
    int count = 40;
    var frames = Frames.allocate(count, count);
    for (int i = 0; i < count; i++) {
      Frames.text(frames, String.valueOf(i), new byte[0]);
    }
    server.sessions().get(0).send(frames, io.obdio.socketio.netty.SendMode.RELIABLE, null);
    server.sessions().get(0).sendText("last");
    List<String> received = new ArrayList<>();
    while (received.size() < count + 1) {
      List<String> packets =
          List.of(server.client().get(RawHttp.polling(sid)).body().split("\u001e", -1));
      assertTrue(packets.size() <= 16, () -> packets.size() + " packets");
      received.addAll(packets);
    }
    assertEquals("40", received.get(0));
    assertEquals("439", received.get(count - 1));
    assertEquals("4last", received.get(count));
  }

  /** A session that the server closes while its client upgrades. */
  @Test
  void whatTheServerSentBeforeItClosedReachesAClientThatUpgrades() throws Exception {
    String sid = server.client().open();
    EngineSession session = server.sessions().get(0);
    try (RawConnection socket =
        RawConnection.open(server.port())
            .upgrade("/engine.io/?EIO=4&transport=websocket&sid=" + sid)) {
      socket.frame(RawConnection.TEXT, "2probe");
      assertEquals("3probe", socket.frame().text());
      session.sendText("goodbye");
      session.close(CloseReason.SERVER_CLOSE);
      Await.until("closed", () -> server.engine().sessionCount() == 0);
      socket.frame(RawConnection.TEXT, "5");
      assertEquals("4goodbye", socket.frame().text());
      assertEquals(RawConnection.CLOSE, socket.frame().first());
    }
  }

  @Test
  void itReachesAClientThatProbesAfterTheEndToo() throws Exception {
    String sid = server.client().open();
    EngineSession session = server.sessions().get(0);
    try (RawConnection socket =
        RawConnection.open(server.port())
            .upgrade("/engine.io/?EIO=4&transport=websocket&sid=" + sid)) {
      Await.until("probing", session::upgrading);
      session.sendText("goodbye");
      session.close(CloseReason.SERVER_CLOSE);
      Await.until("closed", () -> server.engine().sessionCount() == 0);
      socket.frame(RawConnection.TEXT, "2probe");
      assertEquals("3probe", socket.frame().text());
      assertEquals("4goodbye", server.client().get(RawHttp.polling(sid)).body());
      socket.frame(RawConnection.TEXT, "5");
      assertEquals(RawConnection.CLOSE, socket.frame().first());
    }
  }

  @Test
  void anUpgradeAfterTheEndDoesNotConsumeThePackets() throws Exception {
    String sid = server.client().open();
    EngineSession session = server.sessions().get(0);
    session.sendText("goodbye");
    session.close(CloseReason.SERVER_CLOSE);
    Await.until("closed", () -> server.engine().sessionCount() == 0);
    first.send(
        RawConnection.upgradeRequest("/engine.io/?EIO=4&transport=websocket&sid=" + sid, ""));
    assertTrue(first.response().startsWith("HTTP/1.1 400"));
    assertEquals("4goodbye", server.client().get(RawHttp.polling(sid)).body());
    assertEquals("1", server.client().get(RawHttp.polling(sid)).body());
  }
}
