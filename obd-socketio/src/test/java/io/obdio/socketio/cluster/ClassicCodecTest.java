package io.obdio.socketio.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.obdio.socketio.cluster.ClusterMessage.Broadcast;
import io.obdio.socketio.cluster.ClusterMessage.BroadcastRequest;
import io.obdio.socketio.cluster.ClusterMessage.ClientAck;
import io.obdio.socketio.cluster.ClusterMessage.ClientCount;
import io.obdio.socketio.cluster.ClusterMessage.Disconnect;
import io.obdio.socketio.cluster.ClusterMessage.FetchSockets;
import io.obdio.socketio.cluster.ClusterMessage.FetchedSockets;
import io.obdio.socketio.cluster.ClusterMessage.Join;
import io.obdio.socketio.cluster.ClusterMessage.Leave;
import io.obdio.socketio.cluster.ClusterMessage.ServerSideAnswer;
import io.obdio.socketio.cluster.ClusterMessage.ServerSideEvent;
import io.obdio.socketio.cluster.ClusterMessage.ServerSideRequest;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.server.Adapter.BroadcastEvent;
import io.obdio.socketio.server.Adapter.Delivery;
import io.obdio.socketio.server.Adapter.Selection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as Node's classic adapter and redis-emitter write them. */
class ClassicCodecTest {
  private static final Selection V1 = new Selection(Set.of("v1"), Set.of(), true);
  private static final Selection V1_NOT_V2 = new Selection(Set.of("v1"), Set.of("v2"), true);
  private static final BroadcastEvent EVENT =
      new BroadcastEvent("response", List.of(2), Delivery.RELIABLE, null);

  private final ClassicCodec codec = new ClassicCodec(new JacksonJson());

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * {@code ["nw3vKK", {type:2,data:["response",2],nsp:"/"},
   * {rooms:["v1"],except:["v2"],flags:{}}]}.
   */
  @Test
  void aBroadcastIsAnArray() throws Exception {
    byte[] line =
        Base64.getDecoder()
            .decode(
                "k6ZudzN2S0uDpHR5cGUCpGRhdGGSqHJlc3BvbnNlAqNuc3ChL4Olcm9vbXORonYxpmV4Y2VwdJGidjKlZmxhZ3OA");
    Envelope envelope = new Envelope("nw3vKK", "/", new Broadcast(EVENT, V1_NOT_V2));
    assertEquals(envelope, codec.broadcast(line, "/"));
    assertArrayEquals(line, codec.broadcast(envelope));
    assertNull(codec.broadcast(line, "/other"));
  }

  static Stream<Arguments> requests() {
    String opts = "\"opts\":{\"rooms\":[\"v1\"],\"except\":[],\"flags\":{}}";
    return Stream.of(
        Arguments.of(
            new FetchSockets("rysqPC", V1),
            "{\"uid\":\"nw3vKK\",\"type\":5," + opts + ",\"requestId\":\"rysqPC\"}"),
        Arguments.of(
            new Join(V1, Set.of("v9")),
            "{\"uid\":\"nw3vKK\",\"type\":2," + opts + ",\"rooms\":[\"v9\"]}"),
        Arguments.of(
            new Leave(V1, Set.of("v9")),
            "{\"uid\":\"nw3vKK\",\"type\":3," + opts + ",\"rooms\":[\"v9\"]}"),
        Arguments.of(
            new Disconnect(V1, false),
            "{\"uid\":\"nw3vKK\",\"type\":4," + opts + ",\"close\":false}"),
        Arguments.of(
            new ServerSideEvent("hello", List.of("w", 1)),
            "{\"uid\":\"nw3vKK\",\"type\":6,\"data\":[\"hello\",\"w\",1]}"),
        Arguments.of(
            new ServerSideRequest("j9Y1pA", "hello", List.of("w", 1)),
            "{\"uid\":\"nw3vKK\",\"type\":6,\"requestId\":\"j9Y1pA\",\"data\":[\"hello\",\"w\",1]}"),
        Arguments.of(
            new BroadcastRequest("j9Y1pA", EVENT, V1, Duration.ofSeconds(2)),
            "{\"uid\":\"nw3vKK\",\"type\":7,"
                + "\"packet\":{\"type\":2,\"data\":[\"response\",2],\"nsp\":\"/\"},"
                + "\"requestId\":\"j9Y1pA\","
                + opts.replace("\"flags\":{}", "\"flags\":{\"timeout\":2000}")
                + "}"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRequestIsAnObject(ClusterMessage message, String json) throws Exception {
    Envelope envelope = new Envelope("nw3vKK", "/", message);
    assertEquals(json, text(codec.exchange(envelope)));
    assertEquals(new ClassicRequest.Message(envelope), codec.request(bytes(json), "/"));
  }

  static Stream<Arguments> responses() {
    return Stream.of(
        Arguments.of(
            new ClientCount("j9Y1pA", 1),
            "{\"type\":8,\"requestId\":\"j9Y1pA\",\"clientCount\":1}"),
        Arguments.of(
            new ClientAck("j9Y1pA", List.of("cb-reply")),
            "{\"type\":9,\"requestId\":\"j9Y1pA\",\"packet\":\"cb-reply\"}"),
        Arguments.of(
            new ServerSideAnswer("j9Y1pA", List.of("B-ack")),
            "{\"type\":6,\"requestId\":\"j9Y1pA\",\"data\":\"B-ack\"}"),
        Arguments.of(
            new FetchedSockets("rysqPC", List.of()), "{\"requestId\":\"rysqPC\",\"sockets\":[]}"));
  }

  @ParameterizedTest
  @MethodSource("responses")
  void aResponseDoesNotNameItsSender(ClusterMessage message, String json) throws Exception {
    assertEquals(json, text(codec.exchange(new Envelope("nw3vKK", "/", message))));
    assertEquals(message, codec.response(bytes(json)));
  }

  @Test
  void requestsForRoomsAndIds() throws Exception {
    ClassicRequest rooms =
        codec.request(bytes("{\"uid\":\"u\",\"requestId\":\"r\",\"type\":1}"), "/");
    assertEquals(new ClassicRequest.Rooms("u", "r"), rooms);
    assertEquals(
        "{\"requestId\":\"r\",\"rooms\":[\"v1\"]}", text(codec.answer(rooms, List.of("v1"))));
    ClassicRequest ids =
        codec.request(
            bytes("{\"uid\":\"u\",\"requestId\":\"r\",\"type\":0,\"rooms\":[\"v1\"]}"), "/");
    assertEquals(new ClassicRequest.Ids("u", "r", Set.of("v1")), ids);
    assertEquals(
        "{\"requestId\":\"r\",\"sockets\":[\"a\"]}", text(codec.answer(ids, List.of("a"))));
    assertNull(codec.response(bytes("{\"requestId\":\"r\",\"rooms\":[\"v1\"]}")));
    assertNull(codec.response(bytes("{\"requestId\":\"r\",\"sockets\":[\"a\"]}")));
  }

  /** It writes no uid. */
  @Test
  void theEmitter() throws Exception {
    ClassicRequest request =
        codec.request(
            bytes("{\"type\":2,\"opts\":{\"rooms\":[\"v1\"],\"except\":[]},\"rooms\":[\"v9\"]}"),
            "/");
    assertEquals(
        new ClassicRequest.Message(
            new Envelope(ClassicCodec.EMITTER, "/", new Join(V1, Set.of("v9")))),
        request);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "x",
        "[]",
        "{",
        "{\"type\":\"x\"}",
        "{\"type\":7}",
        "{\"type\":2}",
        "{\"type\":0}"
      })
  void otherRequestsAreRefused(String text) {
    assertThrows(MessageException.class, () -> codec.request(bytes(text), "/"));
    assertThrows(MessageException.class, () -> codec.broadcast(bytes(text), "/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "{", "{\"type\":\"x\"}", "{\"type\":8}", "{\"sockets\":[]}"})
  void otherResponsesAreRefused(String text) {
    assertThrows(MessageException.class, () -> codec.response(bytes(text)));
  }

  @Test
  void unknownTypesAreIgnored() throws Exception {
    assertNull(codec.request(bytes("{\"type\":10}"), "/"));
    assertNull(codec.response(bytes("{\"type\":2}")));
  }
}
