package io.obdio.socketio.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.testing.Fuzz;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MessagePack by its specification, and packets as socket.io-msgpack-parser sends them. */
class MsgpackTest {
  private final PacketParser parser = new MsgpackPacketParser(new JacksonJson());
  private final PacketDecoder decoder = parser.decoder(10, 1_000);

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static String hex(@Nullable Object value) throws JsonException {
    return HexFormat.of().formatHex(new MsgpackWriter(new JacksonJson()).write(value));
  }

  private static @Nullable Object read(String hex) throws JsonException {
    return new MsgpackReader(bytes(hex)).read();
  }

  /** Written and read. */
  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "127, 7f",
    "-1, ff",
    "-32, e0",
    "-33, d0df",
    "128, d10080",
    "-129, d1ff7f",
    "32768, d200008000",
    "-2147483648, d280000000",
    "2147483648, cb41e0000000000000",
    "9007199254740993, d30020000000000001",
  })
  void integers(long value, String hex) throws Exception {
    assertEquals(hex, hex(value));
    assertEquals(value, ((Number) read(hex)).longValue());
  }

  @Test
  void otherValues() throws Exception {
    assertEquals("c0", hex(null));
    assertEquals("c2", hex(false));
    assertEquals("c3", hex(true));
    assertEquals("cb3ff8000000000000", hex(1.5));
    assertEquals("a3616263", hex("abc"));
    assertEquals("a3e282ac", hex("\u20ac"));
    assertEquals("c403010203", hex(new byte[] {1, 2, 3}));
    assertEquals("93010203", hex(List.of(1, 2, 3)));
    assertEquals("920102", hex(new Object[] {1, 2}));
    assertEquals("81a16b9101", hex(Map.of("k", List.of(1))));
  }

  @Test
  void lengthsOfEachSize() throws Exception {
    for (int length : List.of(0, 15, 16, 31, 32, 255, 256, 65_535, 65_536)) {
      String text = "x".repeat(length);
      assertEquals(text, read(hex(text)));
      assertArrayEquals(new byte[length], (byte[]) read(hex(new byte[length])));
      List<@Nullable Object> list = new ArrayList<>(java.util.Collections.nCopies(length, 7));
      assertEquals(list, read(hex(list)));
    }
  }

  /** Forms that only other writers use. */
  @ParameterizedTest
  @CsvSource({
    "cc80, 128",
    "cd8000, 32768",
    "ce80000000, 2147483648",
    "cf0000000000000005, 5",
    "cfffffffffffffffff, 18446744073709551615",
    "d3ffffffffffffffff, -1",
    "ca3fc00000, 1.5",
    "da0001 61, a",
    "db00000001 61, a",
    "d6ff 5a4af6a5, 2018-01-02T03:04:05Z",
    "d7ff a1dcd7c85a4af6a5, 2018-01-02T03:04:05.678901234Z",
    "c70cff 28774972000000005a4af6a5, 2018-01-02T03:04:05.678906226Z",
    "d700 00000160b4d1dcc8, 2018-01-02T03:02:20.616Z",
  })
  void formsOfOtherWriters(String hex, String expected) throws Exception {
    assertEquals(expected, String.valueOf(read(hex)));
  }

  @Test
  void undefinedIsNull() throws Exception {
    assertEquals(null, read("d40000"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c1",
        "a3616",
        "92 01",
        "dd ffffffff",
        "dbffffffff61",
        "c6ffffffff",
        "0000",
        "81 c0 01",
        "d5050102",
        "df7fffffff a1",
        "ca00",
      })
  void invalidBytesAreRefused(String hex) {
    String even = hex.replace(" ", "").length() % 2 == 0 ? hex : hex + "0";
    assertThrows(JsonException.class, () -> read(even));
  }

  @Test
  void valuesAreLimited() {
    byte[] many = new byte[260_005];
    Arrays.fill(many, (byte) 0x90); // empty lists
    many[0] = (byte) 0xDD;
    ByteBuffer.wrap(many, 1, 4).putInt(260_000);
    JsonException refused = assertThrows(JsonException.class, () -> new MsgpackReader(many).read());
    assertTrue(String.valueOf(refused.getMessage()).contains("250000"), refused.getMessage());
  }

  @Test
  void depthIsLimited() {
    assertThrows(JsonException.class, () -> read("91".repeat(600) + "00"));
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    assertThrows(JsonException.class, () -> hex(endless));
  }

  private byte[] encoded(PacketType type, long id, @Nullable Object data) throws Exception {
    List<Object> messages = parser.encode(new Packet(type, "/", id, data));
    assertEquals(1, messages.size());
    return (byte[]) messages.get(0);
  }

  record Point(int x, String name) {}

  @Test
  void packetsInBothDirections() throws Exception {
    byte[] event = encoded(PacketType.EVENT, 7, List.of("e", new byte[] {1}, new Point(3, "p")));
    Packet packet = decoder.binary(event);
    assertEquals(PacketType.EVENT, packet.type());
    assertEquals(7, packet.id());
    List<?> data = (List<?>) packet.data();
    assertEquals("e", data.get(0));
    assertArrayEquals(new byte[] {1}, (byte[]) data.get(1));
    assertEquals(3, ((Map<?, ?>) data.get(2)).get("x"));
    assertEquals("p", ((Map<?, ?>) data.get(2)).get("name"));
    assertEquals(
        PacketType.DISCONNECT, decoder.binary(encoded(PacketType.DISCONNECT, -1, null)).type());
  }

  /** As notepack.io writes {type: 0, data: undefined, options: {compress: true}, nsp: "/"}. */
  @Test
  void aConnectOfTheOfficialClient() throws Exception {
    Packet packet =
        decoder.binary(
            bytes(
                "84 a474797065 00 a464617461 d40000 a76f7074696f6e73 81a8636f6d7072657373 c3"
                    + "a36e7370 a12f"));
    assertEquals(new Packet(PacketType.CONNECT, "/", Packet.NO_ID, null), packet);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c0",
        "81a474797065 02",
        "82a474797065 05 a36e7370a12f",
        "82a474797065 02 a36e7370a12f",
        "83a474797065 02 a36e7370a12f a46461746190",
        "83a474797065 03 a36e7370a12f a46461746190",
        "83a474797065 04 a36e7370a12f a46461746180",
        "82a474797065 ff a36e7370a12f",
        "84a474797065 03 a36e7370a12f a46461746190 a26964ff",
      })
  void invalidPacketsAreRefused(String hex) {
    assertThrows(PacketException.class, () -> decoder.binary(bytes(hex)));
  }

  @Test
  void limitsAndTexts() throws Exception {
    byte[] large = encoded(PacketType.CONNECT, -1, Map.of("a", "x".repeat(1_000)));
    PacketException e = assertThrows(PacketException.class, () -> decoder.binary(large));
    assertTrue(e.isLimit());
    assertThrows(PacketException.class, () -> decoder.text(new byte[] {'0'}, 0, 1));
  }

  @Test
  void fuzzed() {
    SplittableRandom random = Fuzz.random();
    int refused = 0;
    for (int i = 0; i < Fuzz.inputs(20_000); i++) {
      byte[] input = new byte[random.nextInt(1, 40)];
      for (int j = 0; j < input.length; j++) {
        input[j] = (byte) (random.nextInt(4) == 0 ? random.nextInt(0x80, 0xE0) : random.nextInt());
      }
      try {
        new MsgpackReader(input).read();
      } catch (JsonException e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError(Fuzz.seed() + ": " + Arrays.toString(input), e);
      }
    }
    assertTrue(refused > 100);
  }
}
