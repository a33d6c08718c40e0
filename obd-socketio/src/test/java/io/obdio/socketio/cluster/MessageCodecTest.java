package io.obdio.socketio.cluster;

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
import io.obdio.socketio.server.Adapter.SavedSession;
import io.obdio.socketio.server.Adapter.Selection;
import io.obdio.socketio.server.Handshake;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The messages as Node's adapter writes them: lines of a session between Node servers. */
class MessageCodecTest {
  private static final Selection ALL = new Selection(Set.of(), Set.of(), true);
  private static final Selection V1 = new Selection(Set.of("v1"), Set.of(), true);
  private static final Selection V1_NOT_V2 = new Selection(Set.of("v1"), Set.of("v2"), true);
  private static final String ID = "3676f875a02b5e78";

  private final EnvelopeCodec codec = new EnvelopeCodec(new JacksonJson());

  private static BroadcastEvent event(Delivery delivery, String key, Object... args) {
    return new BroadcastEvent("response", Arrays.asList(args), delivery, key);
  }

  private static String opts(String rooms, String except, String flags) {
    return "\"opts\":{\"rooms\":["
        + rooms
        + "],\"except\":["
        + except
        + "],\"flags\":{"
        + flags
        + "}}";
  }

  static Stream<Arguments> messages() {
    String two = "{\"packet\":{\"type\":2,\"data\":[\"response\",2]},";
    return Stream.of(
        Arguments.of(
            new Broadcast(event(Delivery.RELIABLE, null, 2), ALL), 3, two + opts("", "", "") + "}"),
        Arguments.of(
            new Broadcast(event(Delivery.RELIABLE, null, 2), V1_NOT_V2),
            3,
            two + opts("\"v1\"", "\"v2\"", "") + "}"),
        Arguments.of(
            new Broadcast(event(Delivery.VOLATILE, null, 2), ALL),
            3,
            two + opts("", "", "\"volatile\":true") + "}"),
        Arguments.of(
            new Broadcast(event(Delivery.LATEST, "RPM", 2), ALL),
            3,
            two + opts("", "", "\"volatile\":true,\"latest\":\"RPM\"") + "}"),
        Arguments.of(
            new BroadcastRequest(
                ID, event(Delivery.RELIABLE, null, 2), ALL, Duration.ofMillis(2_000)),
            3,
            two + "\"requestId\":\"" + ID + "\"," + opts("", "", "\"timeout\":2000") + "}"),
        Arguments.of(
            new ClientCount(ID, 1), 11, "{\"requestId\":\"" + ID + "\",\"clientCount\":1}"),
        Arguments.of(
            new ClientAck(ID, List.of("cb-reply")),
            12,
            "{\"requestId\":\"" + ID + "\",\"packet\":\"cb-reply\"}"),
        Arguments.of(
            new ClientAck(ID, List.of("a", "b")),
            12,
            "{\"requestId\":\"" + ID + "\",\"packet\":\"a\",\"args\":[\"a\",\"b\"]}"),
        Arguments.of(
            new Join(V1, Set.of("v9")), 4, "{" + opts("\"v1\"", "", "") + ",\"rooms\":[\"v9\"]}"),
        Arguments.of(
            new Leave(V1, Set.of("v9")), 5, "{" + opts("\"v1\"", "", "") + ",\"rooms\":[\"v9\"]}"),
        Arguments.of(
            new Disconnect(V1, false), 6, "{" + opts("\"v1\"", "", "") + ",\"close\":false}"),
        Arguments.of(
            new FetchSockets(ID, V1),
            7,
            "{" + opts("\"v1\"", "", "") + ",\"requestId\":\"" + ID + "\"}"),
        Arguments.of(
            new ServerSideEvent("hello", List.of("w", 1)), 9, "{\"packet\":[\"hello\",\"w\",1]}"),
        Arguments.of(
            new ServerSideRequest(ID, "hello", List.of("w", 1)),
            9,
            "{\"requestId\":\"" + ID + "\",\"packet\":[\"hello\",\"w\",1]}"),
        Arguments.of(
            new ServerSideAnswer(ID, List.of("B-ack")),
            10,
            "{\"requestId\":\"" + ID + "\",\"packet\":\"B-ack\"}"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void written(ClusterMessage message, int type, String data) throws Exception {
    Map<String, byte[]> entry = codec.entry(new Envelope("226cf178e93914de", "/", message));
    assertEquals(List.of("uid", "nsp", "type", "data"), List.copyOf(entry.keySet()));
    assertEquals("226cf178e93914de", text(entry, "uid"));
    assertEquals("/", text(entry, "nsp"));
    assertEquals(Integer.toString(type), text(entry, "type"));
    assertEquals(data, text(entry, "data"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void read(ClusterMessage message, int type, String data) throws Exception {
    Map<String, byte[]> entry =
        Map.of(
            "uid", bytes("226cf178e93914de"),
            "nsp", bytes("/"),
            "type", bytes(Integer.toString(type)),
            "data", bytes(data));
    assertEquals(new Envelope("226cf178e93914de", "/", message), codec.entry(entry));
    byte[] packed = codec.message(new Envelope("1", "/n", message));
    assertEquals(new Envelope("1", "/n", message), codec.message(packed));
  }

  private static String text(Map<String, byte[]> entry, String field) {
    return new String(entry.get(field), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The line that Node wrote for a buffer. */
  @Test
  void binaryIsMessagePackInBase64() throws Exception {
    String line =
        "gqZwYWNrZXSCpHR5cGUCpGRhdGGTo2JpbsQEAQID/wekb3B0c4Olcm9vbXOQpmV4Y2VwdJClZmxhZ3OA";
    Envelope envelope =
        codec.entry(
            Map.of("uid", bytes("u"), "nsp", bytes("/"), "type", bytes("3"), "data", bytes(line)));
    Broadcast broadcast = (Broadcast) envelope.message();
    assertEquals("bin", broadcast.event().event());
    assertEquals("[1, 2, 3, -1]", Arrays.toString((byte[]) broadcast.event().args().get(0)));
    assertEquals(7, broadcast.event().args().get(1));
    assertEquals(ALL, broadcast.to());
    assertEquals(broadcast, rewritten(envelope));
  }

  private ClusterMessage rewritten(Envelope envelope) throws Exception {
    Broadcast again = (Broadcast) codec.entry(codec.entry(envelope)).message();
    Broadcast first = (Broadcast) envelope.message();
    assertEquals(
        Arrays.toString((byte[]) first.event().args().get(0)),
        Arrays.toString((byte[]) again.event().args().get(0)));
    return first;
  }

  @Test
  void clients() throws Exception {
    Handshake handshake =
        new Handshake(
            new InetSocketAddress("10.0.0.7", 0),
            "/socket.io/?EIO=4",
            Map.of("host", "x"),
            Map.of("EIO", "4"),
            true,
            Instant.ofEpochMilli(1_795_934_799_806L),
            Map.of("token", "t"));
    ClusterSocket socket =
        new ClusterSocket("id", handshake, Set.of("id", "v1"), Map.of("n", List.of(1)));
    FetchedSockets fetched = new FetchedSockets(ID, List.of(socket));
    assertEquals(
        fetched,
        MessageCodec.decode(
            MessageType.FETCH_SOCKETS_RESPONSE.code(), MessageCodec.encode(fetched)));
    Map<?, ?> json = (Map<?, ?>) ((List<?>) MessageCodec.encode(fetched).get("sockets")).get(0);
    Map<?, ?> sent = (Map<?, ?>) json.get("handshake");
    assertEquals(
        "Sun Nov 29 2026 06:46:39 GMT+0000 (Coordinated Universal Time)", sent.get("time"));
    assertEquals("10.0.0.7", sent.get("address"));
    assertEquals(1_795_934_799_806L, sent.get("issued"));
  }

  @Test
  void anAddressIsNotLookedUp() throws Exception {
    Map<String, Object> socket = new HashMap<>();
    socket.put("id", "x");
    socket.put("handshake", Map.of("address", "example.org"));
    ClusterSocket read = SocketCodec.decode(socket);
    assertEquals(true, read.handshake().address().isUnresolved());
    assertEquals(Set.of(), read.rooms());
  }

  @Test
  void sessions() throws Exception {
    SavedSession session =
        new SavedSession("sid", "pid", Set.of("sid", "v1"), Map.of("n", 1, "m", Map.of("x", "y")));
    assertEquals(session, codec.session(codec.session(session)));
    assertThrows(MessageException.class, () -> codec.session(bytes("broken!")));
    assertThrows(MessageException.class, () -> codec.session(bytes("gA==")));
  }

  @Test
  void dataThatJsonLacksIsLeftOut() {
    Map<String, Object> data = new HashMap<>();
    data.put("name", "x");
    data.put("list", List.of(1, "a", true));
    data.put("key", new Object());
    data.put("nested", Map.of("key", List.of(new Object())));
    assertEquals(Map.of("name", "x", "list", List.of(1, "a", true)), PlainValues.of(data));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "13", "0", "14", "-1", "1000000"})
  void typesWithoutMeaningAreIgnored(int type) throws Exception {
    assertNull(MessageCodec.decode(type, Map.of()));
  }

  @Test
  void namesOfStreams() {
    StreamNames one = new StreamNames(ClusterOptions.defaults());
    assertEquals("socket.io", one.stream("/vehicles"));
    assertEquals(List.of("socket.io"), one.streams());
    StreamNames four =
        new StreamNames(ClusterOptions.defaults().withStream("socket.io", 4, 10_000));
    assertEquals("socket.io--2", four.stream("/vehicles"));
    assertEquals(7, four.streams().size());
    assertEquals(true, four.streams().contains("socket.io--2"));
    assertEquals("socket.io#/#", one.channel("/"));
    assertEquals("socket.io#/#226c#", one.channel("/", "226c"));
    assertEquals("1795934799806-1", StreamNames.next("1795934799806-0"));
    assertEquals("1-18446744073709551615", StreamNames.next("1-18446744073709551614"));
  }
}
