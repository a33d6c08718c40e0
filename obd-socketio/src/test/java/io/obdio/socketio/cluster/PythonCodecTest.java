package io.obdio.socketio.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.cluster.ClusterMessage.Broadcast;
import io.obdio.socketio.cluster.ClusterMessage.Disconnect;
import io.obdio.socketio.cluster.ClusterMessage.Join;
import io.obdio.socketio.cluster.ClusterMessage.Leave;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.server.Adapter.Selection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as the write-only manager of python-socketio writes them. */
class PythonCodecTest {
  /** {@code pickle.dumps} of an event, as python-socketio 5.7.2 sends it. */
  static final byte[] PICKLE =
      Base64.getDecoder()
          .decode(
              "gASVowAAAAAAAAB9lCiMBm1ldGhvZJSMBGVtaXSUjAVldmVudJSMCHJlc3BvbnNllIwEZGF0YZRdlH2UjAV2"
                  + "YWx1ZZRHP/gAAAAAAABzYYwJbmFtZXNwYWNllIwBL5SMBHJvb22UTowIc2tpcF9zaWSUTowIY2FsbGJh"
                  + "Y2uUTowHaG9zdF9pZJSMIDM4NmUzMzk5NWZjZTRmYjI4YmI5MDU1NTg5NzllYjI2lHUu");

  private final PythonCodec codec = new PythonCodec(new JacksonJson());

  private Envelope decode(String json) throws MessageException {
    return codec.decode(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Selection to(String... rooms) {
    return new Selection(Set.of(rooms), Set.of(), true);
  }

  @Test
  void anEvent() throws Exception {
    Envelope envelope =
        decode(
            "{\"method\":\"emit\",\"event\":\"response\",\"data\":[{\"value\":1.5}],\"binary\":false,"
                + "\"namespace\":\"/n\",\"room\":\"v1\",\"skip_sid\":null,\"callback\":null,"
                + "\"host_id\":\"386e33995fce4fb28bb905558979eb26\"}");
    assertEquals("/n", envelope.namespace());
    Broadcast broadcast = (Broadcast) envelope.message();
    assertEquals("response", broadcast.event().event());
    assertEquals(List.of(Map.of("value", 1.5)), broadcast.event().args());
    assertEquals(to("v1"), broadcast.to());
  }

  /** Before 5.15.1 data that is no list is the only argument. */
  @Test
  void argumentsOfSeveralVersions() throws Exception {
    for (String data : List.of("[7]", "7")) {
      Envelope envelope =
          decode("{\"method\":\"emit\",\"event\":\"e\",\"data\":" + data + ",\"room\":null}");
      assertEquals(List.of(7), ((Broadcast) envelope.message()).event().args());
    }
    Envelope none = decode("{\"method\":\"emit\",\"event\":\"e\",\"data\":null}");
    assertEquals(List.of(), ((Broadcast) none.message()).event().args());
  }

  @Test
  void clientsThatAreLeftOut() throws Exception {
    for (String skip : List.of("\"a\"", "[\"a\"]")) {
      Envelope envelope =
          decode(
              "{\"method\":\"emit\",\"event\":\"e\",\"data\":[],\"room\":[\"v1\",\"v2\"],\"skip_sid\":"
                  + skip
                  + "}");
      assertEquals(
          new Selection(Set.of("v1", "v2"), Set.of("a"), true),
          ((Broadcast) envelope.message()).to());
    }
  }

  @Test
  void binary() throws Exception {
    Envelope envelope =
        decode(
            "{\"method\":\"emit\",\"event\":\"bin\",\"data\":[[{\"_placeholder\":true,\"num\":0},"
                + "{\"b\":{\"_placeholder\":true,\"num\":1}},1],\"AQL/\",\"AA==\"],\"binary\":true}");
    List<?> args = ((Broadcast) envelope.message()).event().args();
    assertArrayEquals(new byte[] {1, 2, -1}, (byte[]) args.get(0));
    assertArrayEquals(new byte[] {0}, (byte[]) ((Map<?, ?>) args.get(1)).get("b"));
    assertEquals(1, args.get(2));
  }

  @Test
  void roomsAndDisconnects() throws Exception {
    assertEquals(
        new Leave(to("v1"), Set.of("v1")),
        decode("{\"method\":\"close_room\",\"room\":\"v1\",\"namespace\":\"/\",\"host_id\":\"x\"}")
            .message());
    assertEquals(
        new Join(to("sid"), Set.of("v1")),
        decode("{\"method\":\"enter_room\",\"sid\":\"sid\",\"room\":\"v1\",\"namespace\":\"/\"}")
            .message());
    assertEquals(
        new Leave(to("sid"), Set.of("v1")),
        decode("{\"method\":\"leave_room\",\"sid\":\"sid\",\"room\":\"v1\",\"namespace\":\"/\"}")
            .message());
    assertEquals(
        new Disconnect(to("sid"), false),
        decode("{\"method\":\"disconnect\",\"sid\":\"sid\",\"namespace\":\"/\"}").message());
    assertNull(decode("{\"method\":\"callback\",\"id\":1,\"args\":[]}"));
  }

  @Test
  void aPickleIsRefusedWithItsVersion() {
    MessageException refused = assertThrows(MessageException.class, () -> codec.decode(PICKLE));
    assertTrue(refused.getMessage().contains("5.14.0"), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "[]",
        "{",
        "{}",
        "{\"method\":7}",
        "{\"method\":\"emit\"}",
        "{\"method\":\"emit\",\"event\":\"e\",\"data\":[],\"binary\":true}",
        "{\"method\":\"emit\",\"event\":\"e\",\"data\":[[],7],\"binary\":true}",
        "{\"method\":\"emit\",\"event\":\"e\",\"data\":[[],\"?\"],\"binary\":true}",
        "{\"method\":\"emit\",\"event\":\"e\",\"data\":[{\"_placeholder\":true,\"num\":0}],\"binary\":true}",
        "{\"method\":\"emit\",\"event\":\"e\",\"data\":[{\"_placeholder\":true,\"num\":-1},\"AA==\"],\"binary\":true}",
        "{\"method\":\"close_room\"}",
        "{\"method\":\"enter_room\",\"sid\":\"s\"}",
        "{\"method\":\"disconnect\"}"
      })
  void otherTextIsRefused(String text) {
    assertThrows(MessageException.class, () -> decode(text));
  }
}
