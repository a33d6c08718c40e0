package io.obdio.socketio.engineio.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.engineio.EngineOptions;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.EngineEcho;
import io.obdio.socketio.testing.LeakGuard;
import io.obdio.socketio.testing.RawConnection;
import io.obdio.socketio.testing.RawConnection.Frame;
import io.obdio.socketio.testing.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and frames as no library sends them, byte by byte. */
@ExtendWith(LeakGuard.class)
@Timeout(120)
class HostileClientIT {
  private static final String WEBSOCKET = "/engine.io/?EIO=4&transport=websocket";
  private static final String POLLING = "/engine.io/?EIO=4&transport=polling";

  private EngineEcho server;

  @BeforeEach
  void start() throws Exception {
    EngineOptions calm =
        EngineEcho.suiteOptions().toBuilder()
            .pingInterval(Duration.ofSeconds(25))
            .pingTimeout(Duration.ofSeconds(20))
            .build();
    server = EngineEcho.start(calm);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RawConnection webSocket() throws IOException {
    RawConnection connection = RawConnection.open(server.port()).upgrade(WEBSOCKET);
    assertTrue(connection.frame().text().startsWith("0{"));
    return connection;
  }

  private static byte[] part(byte[] all, int number, int parts) {
    int size = all.length / parts;
    int from = number * size;
    return Arrays.copyOfRange(all, from, number == parts - 1 ? all.length : from + size);
  }

  /** Sends a message in parts, a ping between any two, each of which is answered in its place. */
  private static void inParts(RawConnection connection, int opcode, byte[] message, int parts)
      throws IOException {
    for (int i = 0; i < parts; i++) {
      int first = (i == 0 ? opcode : 0) | (i == parts - 1 ? RawConnection.LAST : 0);
      connection.frame(first, part(message, i, parts));
      if (i < parts - 1) {
        connection.frame(RawConnection.PING, "between " + i);
        connection.frame(RawConnection.PONG, "unasked");
        Frame pong = connection.frame();
        assertEquals(RawConnection.PONG, pong.first());
        assertEquals("between " + i, pong.text());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "10, 1", "2000, 5", "70000, 5"})
  void textInFragmentsWithPingsBetween(int parts, int stretch) throws Exception {
    // Cut between any two bytes, so within the euro sign's three and the emoji's four as well.
    String message = "4" + "a\u20ac\ud83d\ude00z".repeat(stretch * Math.max(1, parts / 10));
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    try (RawConnection connection = webSocket()) {
      inParts(connection, 1, bytes, Math.min(parts, bytes.length) > 200 ? 100 : parts);
      Frame echo = connection.frame();
      assertEquals(RawConnection.TEXT, echo.first());
      assertEquals(message, echo.text());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 64})
  void bytesInFragmentsWithPingsBetween(int parts) throws Exception {
    byte[] message = new byte[5_000];
    for (int i = 0; i < message.length; i++) {
      message[i] = (byte) i;
    }
    try (RawConnection connection = webSocket()) {
      inParts(connection, 2, message, parts);
      Frame echo = connection.frame();
      assertEquals(RawConnection.BINARY, echo.first());
      assertArrayEquals(message, echo.payload());
    }
  }

  @Test
  void emptyFragmentsAreAMessageToo() throws Exception {
    try (RawConnection connection = webSocket()) {
      connection.frame(1, "").frame(0, "4").frame(0, "").frame(0, "hi").frame(0x80, "");
      assertEquals("4hi", connection.frame().text());
    }
  }

  /** Fragments of one byte: what is quadratic in their number shows. */
  @Test
  void aMessageInFragmentsOfOneByteIsReadAsFastAsItComes() throws Exception {
    int length = 100_000;
    byte[] fragment = RawConnection.frameBytes(0, new byte[] {'x'});
    byte[] block = new byte[fragment.length * 1_000];
    for (int at = 0; at < block.length; at += fragment.length) {
      System.arraycopy(fragment, 0, block, at, fragment.length);
    }
    try (RawConnection connection = webSocket()) {
      connection.frame(1, "4");
      for (int sent = 0; sent < length; sent += 1_000) {
        connection.send(block);
      }
      connection.frame(RawConnection.LAST, "");
      assertEquals(length + 1, connection.frame().payload().length);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a continuation of nothing, 128",
    "a new message within another, 1 129",
    "a fragmented ping, 9",
    "an unknown opcode, 131",
    "a reserved bit, 193",
    "a reserved bit of a ping, 169",
  })
  void framesOutOfPlaceClose(String why, String firsts) throws Exception {
    try (RawConnection connection = webSocket()) {
      for (String first : firsts.split(" ", -1)) {
        connection.frame(Integer.parseInt(first), "4");
      }
      connection.rest();
      Await.until(why, () -> !server.closed().isEmpty());
      assertEquals(0, server.engine().sessionCount());
      assertNotEquals(CloseReason.PING_TIMEOUT, server.closed().peek());
    }
  }

  @Test
  void aFrameWithoutAMaskCloses() throws Exception {
    try (RawConnection connection = webSocket()) {
      connection.send(new byte[] {(byte) 0x81, 2, '4', 'x'});
      connection.rest();
      Await.until("closed", () -> server.engine().sessionCount() == 0);
    }
  }

  @Test
  void theCloseOfTheClientIsAnsweredWithOne() throws Exception {
    try (RawConnection connection = webSocket()) {
      connection.frame(RawConnection.CLOSE, new byte[] {3, (byte) 0xE8});
      assertEquals(RawConnection.CLOSE, connection.frame().first());
      assertEquals(0, connection.rest().length);
    }
  }

  private static String post(String sid, int length) {
    return "POST %s&sid=%s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
        .formatted(POLLING, sid, length);
  }

  @Test
  void aSecondPostDuringTheFirstClosesTheSession() throws Exception {
    String sid = server.client().open();
    try (RawConnection first = RawConnection.open(server.port());
        RawConnection late = RawConnection.open(server.port())) {
      first.send(post(sid, 6)).send("4hel");
      // The second comes when the first has begun, which is not reported: until it is counted.
      Await.until(
          "the session is closed",
          () -> {
            try (RawConnection other = RawConnection.open(server.port())) {
              other.send(post(sid, 2)).send("4x");
              String answer = other.response();
              return answer.startsWith("HTTP/1.1 400");
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
      Await.until("the reason", () -> server.closed().peek() == CloseReason.TRANSPORT_ERROR);
      first.send("lo");
      assertTrue(first.response().startsWith("HTTP/1.1 400"));
      late.send("GET %s&sid=%s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(POLLING, sid));
      assertTrue(late.response().contains("Session ID unknown"));
    }
  }

  @Test
  void aPostThatBreaksOffLeavesRoomForTheNext() throws Exception {
    String sid = server.client().open();
    try (RawConnection first = RawConnection.open(server.port())) {
      first.send(post(sid, 6)).send("4hel");
      Await.until("it has come", () -> server.http().connections() == 2);
      first.reset();
    }
    Await.until("it is gone", () -> server.http().connections() == 1);
    assertEquals(200, server.client().post(RawHttp.polling(sid), "4again").statusCode());
    assertEquals("4again", server.client().get(RawHttp.polling(sid)).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "%", "%f", "x&a=%"})
  void aPostWithAQueryThatIsNoneIsRefused(String sid) throws Exception {
    try (RawConnection connection = RawConnection.open(server.port())) {
      connection.send(post(sid, 2)).send("4x");
      assertTrue(connection.response().startsWith("HTTP/1.1 400"));
    }
  }

  @Test
  void aSecondPollWhileTheFirstWaitsClosesTheSession() throws Exception {
    String sid = server.client().open();
    String poll = "GET %s&sid=%s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(POLLING, sid);
    try (RawConnection first = RawConnection.open(server.port());
        RawConnection second = RawConnection.open(server.port())) {
      first.send(poll);
      second.send(poll);
      // Which of the two came first is the kernel's choice: one is released, one refused.
      String one = first.response();
      String other = second.response();
      String released = one.startsWith("HTTP/1.1 200") ? one : other;
      String refused = released.equals(one) ? other : one;
      assertTrue(released.endsWith("\r\n\r\n1"), released);
      assertTrue(refused.startsWith("HTTP/1.1 400"), refused);
      Await.until("the reason", () -> server.closed().peek() == CloseReason.TRANSPORT_ERROR);
      assertEquals(0, server.engine().sessionCount());
    }
  }
}
