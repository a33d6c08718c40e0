package io.obdio.socketio.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.http.Router;
import io.obdio.socketio.http.server.HttpServer;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawConnection;
import io.obdio.socketio.testing.RawConnection.Frame;
import io.obdio.socketio.testing.RawHttp;
import io.obdio.socketio.testing.RawWebSocket;
import io.obdio.socketio.testing.TestServers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain WebSocket sessions at a route, against RFC 6455. */
@ExtendWith(LeakGuard.class)
@Timeout(120)
class WebSocketSessionIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final WebSocketOptions CALM =
      new WebSocketOptions(1_000, 100_000, 16, 100_000, LONG, LONG);

  private final Queue<WebSocketSession> sessions = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> closed = new ConcurrentLinkedQueue<>();
  private HttpServer server;

  private final class Echo implements WebSocketSession.Handler {
    @Override
    public void onOpen(WebSocketSession session) {
      sessions.add(session);
    }

    @Override
    public void onText(WebSocketSession session, String text) {
      session.sendText(text);
    }

    @Override
    public void onBinary(WebSocketSession session, byte[] data) {
      session.sendBinary(data);
    }

    @Override
    public void onClose(WebSocketSession session, int code) {
      closed.add(code);
    }
  }

  private int start(WebSocketOptions options) throws IOException {
    server =
        TestServers.http(
            new Router()
                .get(
                    "/ws",
                    (exchange, variable) ->
                        WebSocketSession.accept(exchange, options, new Echo())));
    server.start();
    return server.addresses().get(0).getPort();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RawConnection connect(WebSocketOptions options) throws IOException {
    return RawConnection.open(start(options)).upgrade("/ws");
  }

  private static int code(Frame close) {
    assertEquals(RawConnection.CLOSE, close.first());
    return ByteBuffer.wrap(close.payload()).getShort();
  }

  @Test
  void echoesTextAndBinary() throws Exception {
    String url = "ws://127.0.0.1:" + start(CALM) + "/ws";
    try (RawWebSocket socket = RawWebSocket.connect(url)) {
      assertEquals(
          "gr\u00fc\u00df \ud83d\ude97", socket.send("gr\u00fc\u00df \ud83d\ude97").text());
      assertArrayEquals(new byte[] {0, -1}, socket.send(new byte[] {0, -1}).bytes());
    }
    Await.until("closed", () -> !closed.isEmpty());
    assertTrue(sessions.peek().closed());
  }

  @Test
  void aPlainRequestIsAnsweredWith426() throws Exception {
    int port = start(CALM);
    assertEquals(426, new RawHttp("http://127.0.0.1:" + port).get("/ws").statusCode());
  }

  @Test
  void fragmentsArePutTogetherAndPingsBetweenAreAnswered() throws Exception {
    try (RawConnection connection = connect(CALM)) {
      connection.frame(1, "ab").frame(RawConnection.PING, "p").frame(0, "").frame(0x80, "cd");
      Frame pong = connection.frame();
      assertEquals(RawConnection.PONG, pong.first());
      assertEquals("p", pong.text());
      assertEquals("abcd", connection.frame().text());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void framesArriveInAnyPieces(int size) throws Exception {
    byte[] frame =
        RawConnection.frameBytes(
            RawConnection.TEXT, "x".repeat(200).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    try (RawConnection connection = connect(CALM)) {
      for (int at = 0; at < frame.length; at += size) {
        connection.send(java.util.Arrays.copyOfRange(frame, at, Math.min(frame.length, at + size)));
      }
      assertEquals("x".repeat(200), connection.frame().text());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a continuation without a message, 1002, 128",
    "a message within a message, 1002, 1 129",
    "a fragmented ping, 1002, 9",
    "an unknown opcode, 1002, 131",
    "a reserved bit, 1002, 193",
  })
  void violationsOfTheProtocolCloseWith1002(String why, int code, String firsts) throws Exception {
    try (RawConnection connection = connect(CALM)) {
      for (String first : firsts.split(" ", -1)) {
        connection.frame(Integer.parseInt(first), "x");
      }
      assertEquals(code, code(connection.frame()), why);
      assertEquals(0, connection.rest().length);
      Await.until(why, () -> closed.contains(code));
    }
  }

  @Test
  void anUnmaskedFrameClosesWith1002() throws Exception {
    try (RawConnection connection = connect(CALM)) {
      connection.send(new byte[] {(byte) 0x81, 1, 'x'});
      assertEquals(1002, code(connection.frame()));
    }
  }

  @Test
  void aTextThatIsNotUtf8ClosesWith1007() throws Exception {
    try (RawConnection connection = connect(CALM)) {
      connection.frame(1, new byte[] {'a', (byte) 0xC3}).frame(0x80, new byte[] {'b'});
      assertEquals(1007, code(connection.frame()));
    }
  }

  @Test
  void aLargeFrameClosesWith1009() throws Exception {
    try (RawConnection connection = connect(CALM)) {
      connection.frame(RawConnection.TEXT, "x".repeat(1_001));
      assertEquals(1009, code(connection.frame()));
    }
  }

  @Test
  void aLargeMessageInFragmentsClosesWith1009() throws Exception {
    try (RawConnection connection = connect(CALM)) {
      connection.frame(1, "x".repeat(600)).frame(0x80, "x".repeat(600));
      assertEquals(1009, code(connection.frame()));
    }
  }

  @Test
  void theClientsCloseIsAnsweredWithItsCode() throws Exception {
    try (RawConnection connection = connect(CALM)) {
      connection.frame(RawConnection.CLOSE, new byte[] {3, (byte) 0xE9});
      assertEquals(1001, code(connection.frame()));
      assertEquals(0, connection.rest().length);
      Await.until("closed", () -> closed.contains(1001));
    }
  }

  @Test
  void theServersCloseHasCodeAndReason() throws Exception {
    try (RawConnection connection = connect(CALM)) {
      Await.until("open", () -> !sessions.isEmpty());
      sessions.element().sendText("last");
      sessions.element().close(CloseCode.GOING_AWAY, "restart");
      assertEquals("last", connection.frame().text());
      Frame close = connection.frame();
      assertEquals(1001, code(close));
      assertEquals("restart", close.text().substring(2));
      Await.until("closed", () -> closed.size() == 1);
    }
  }

  @Test
  void tooManyMessagesPerSecondCloseWith1008() throws Exception {
    try (RawConnection connection =
        connect(new WebSocketOptions(1_000, 5, 16, 100_000, LONG, LONG))) {
      for (int i = 0; i < 6; i++) {
        connection.frame(RawConnection.TEXT, "x");
      }
      Frame frame = connection.frame();
      while (frame.first() == RawConnection.TEXT) {
        frame = connection.frame();
      }
      assertEquals(1008, code(frame));
    }
  }

  @Test
  void aSilentPeerIsPingedAndThenClosed() throws Exception {
    Duration interval = Duration.ofMillis(100);
    Duration timeout = Duration.ofSeconds(1);
    try (RawConnection connection =
        connect(new WebSocketOptions(1_000, 1_000, 16, 100_000, interval, timeout))) {
      assertEquals(RawConnection.PING, connection.frame().first());
      connection.frame(RawConnection.PONG, "");
      assertEquals(RawConnection.PING, connection.frame().first());
      assertEquals(1001, code(connection.frame()));
    }
  }

  /** Sends more than the kernel's buffers hold, so that what follows waits in the queue. */
  private static void fill(WebSocketSession session) {
    session.sendBinary(new byte[32_000_000]);
  }

  @Test
  void aSlowPeerReceivesTheNewestOfEachKey() throws Exception {
    int port = start(new WebSocketOptions(1_000, 1_000, 16, 1_000_000, LONG, LONG));
    try (RawConnection connection = RawConnection.open(port, 4_096).upgrade("/ws")) {
      Await.until("open", () -> !sessions.isEmpty());
      WebSocketSession session = sessions.element();
      fill(session);
      for (int i = 0; i < 10_000; i++) {
        session.sendLatest("rpm", "rpm " + i);
        session.sendLatest("speed", "speed " + i);
      }
      session.sendText("end");
      assertEquals(32_000_000, connection.frame().payload().length);
      String last = "";
      int rpm = 0;
      int speed = 0;
      while (!last.equals("end")) {
        last = connection.frame().text();
        rpm += last.startsWith("rpm") ? 1 : 0;
        speed += last.startsWith("speed") ? 1 : 0;
      }
      assertEquals(1, rpm);
      assertEquals(1, speed);
      assertFalse(session.closed());
    }
  }

  @Test
  void aPeerThatNeverReadsIsClosed() throws Exception {
    int port = start(new WebSocketOptions(1_000, 1_000, 16, 1_000_000, LONG, LONG));
    try (RawConnection connection = RawConnection.open(port, 4_096).upgrade("/ws")) {
      Await.until("open", () -> !sessions.isEmpty());
      WebSocketSession session = sessions.element();
      fill(session);
      for (int i = 0; i < 17; i++) {
        session.sendText("message " + i);
      }
      Await.until("closed", session::closed);
      Await.until("reported", () -> closed.contains(CloseCode.TRY_AGAIN_LATER));
      assertTrue(connection.open());
    }
  }
}
