package io.obdio.socketio.protocol.frames;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.netty.MemoryBudget;
import io.obdio.socketio.protocol.Packet;
import io.obdio.socketio.protocol.PacketDecoder;
import io.obdio.socketio.protocol.PacketException;
import io.obdio.socketio.protocol.PacketType;
import io.obdio.socketio.testing.LeakGuard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden packets, in both directions (Socket.IO protocol v5, "Packet encoding"). */
@ExtendWith(LeakGuard.class)
class PacketCodecTest {
  private final FrameParser encoder = new JsonFrames(new JacksonJson());

  private static PacketDecoder decoder() {
    return new JsonFrames(new JacksonJson())
        .decoder(new PacketLimits(10, 16_384, new MemoryBudget(1_000_000)));
  }

  private static Packet decode(PacketDecoder decoder, String text) throws PacketException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return decoder.text(utf8, 0, utf8.length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "0                        ; CONNECT    ; /      ; -1 ; null",
        "0{\"token\":\"123\"}     ; CONNECT    ; /      ; -1 ; {token=123}",
        "0/admin,                 ; CONNECT    ; /admin ; -1 ; null",
        "0/admin                  ; CONNECT    ; /admin ; -1 ; null",
        "0/admin?a=b,             ; CONNECT    ; /admin ; -1 ; null",
        "0/admin,{\"a\":1}        ; CONNECT    ; /admin ; -1 ; {a=1}",
        "1                        ; DISCONNECT ; /      ; -1 ; null",
        "1/admin,                 ; DISCONNECT ; /admin ; -1 ; null",
        "2[\"foo\"]               ; EVENT      ; /      ; -1 ; [foo]",
        "2/admin,[\"foo\"]        ; EVENT      ; /admin ; -1 ; [foo]",
        "212[\"foo\"]             ; EVENT      ; /      ; 12 ; [foo]",
        "2/admin,13[\"bar\",1]    ; EVENT      ; /admin ; 13 ; [bar, 1]",
        "2[5,null,true,1.5]       ; EVENT      ; /      ; -1 ; [5, null, true, 1.5]",
        "3/admin,13[\"bar\"]      ; ACK        ; /admin ; 13 ; [bar]",
        "30[]                     ; ACK        ; /      ; 0  ; []",
        "50-[\"foo\"]             ; EVENT      ; /      ; -1 ; [foo]",
      })
  void decodes(String text, PacketType type, String namespace, long id, String data)
      throws Exception {
    Packet packet = decode(decoder(), text);
    assertEquals(type, packet.type());
    assertEquals(namespace, packet.namespace());
    assertEquals(id, packet.id());
    assertEquals(data, String.valueOf(packet.data()));
  }

  @Test
  void decodesAttachments() throws Exception {
    PacketDecoder decoder = decoder();
    String text =
        "52-/admin,7[\"x\",{\"_placeholder\":true,\"num\":1},{\"a\":[{\"_placeholder\":true,\"num\":0}]}]";
    assertNull(decode(decoder, text));
    assertNull(decoder.binary(new byte[] {1}));
    Packet packet = decoder.binary(new byte[] {2});
    assertEquals(PacketType.EVENT, packet.type());
    assertEquals(7, packet.id());
    List<?> data = (List<?>) packet.data();
    assertArrayEquals(new byte[] {2}, (byte[]) data.get(1));
    assertArrayEquals(
        new byte[] {1}, (byte[]) ((List<?>) ((Map<?, ?>) data.get(2)).get("a")).get(0));
    assertEquals("[y]", String.valueOf(decode(decoder, "2[\"y\"]").data()), "the next packet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "7",
        "-1",
        "2",
        "2{}",
        "2[]",
        "2[{}]",
        "2[\"disconnect\"]",
        "2[\"a\"]x",
        "2[\"a",
        "0[]",
        "0\"x\"",
        "1[]",
        "3[1]",
        "3/a,[1]",
        "4{}",
        "5[\"a\"]",
        "5-[\"a\"]",
        "511-[\"a\"]",
        "599999-[\"a\"]",
        "2/a",
        "2NaN",
        "2['a']",
        "2//,",
        "21234567890123456[\"a\"]"
      })
  void refuses(String text) {
    assertThrows(PacketException.class, () -> decode(decoder(), text), text);
  }

  @Test
  void refusesNestingWithoutEnd() {
    String deep = "2[\"a\"," + "[".repeat(100_000);
    assertThrows(PacketException.class, () -> decode(decoder(), deep));
  }

  private static List<String> frames(ByteBuf frames) {
    List<String> result = new ArrayList<>();
    while (frames.isReadable()) {
      boolean text = frames.readUnsignedByte() == 0x81;
      int length = frames.readUnsignedByte();
      if (length == 126) {
        length = frames.readUnsignedShort();
      } else if (length == 127) {
        length = (int) frames.readLong();
      }
      byte[] payload = new byte[length];
      frames.readBytes(payload);
      result.add(text ? new String(payload, StandardCharsets.UTF_8) : Arrays.toString(payload));
    }
    frames.release();
    return result;
  }

  @Test
  void encodes() throws Exception {
    assertEquals(
        List.of("40{\"sid\":\"x\"}"),
        frames(encoder.encode(PacketType.CONNECT, "/", -1, Map.of("sid", "x"))));
    assertEquals(
        List.of("41/admin,"), frames(encoder.encode(PacketType.DISCONNECT, "/admin", -1, null)));
    assertEquals(
        List.of("42/ü,5[\"€\",null]"),
        frames(encoder.encode(PacketType.EVENT, "/ü", 5, Arrays.asList("€", null))));
    assertEquals(
        List.of(
            "462-3[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
            "[1]",
            "[2, 3]"),
        frames(encoder.encode(PacketType.ACK, "/", 3, List.of(new byte[] {1}, new byte[] {2, 3}))));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 117, 118, 119, 65_527, 65_528, 65_529, 65_530, 200_000})
  void encodesEveryLengthOfFrame(int size) throws Exception {
    String text = "x".repeat(size);
    assertEquals(
        List.of("42[\"" + text + "\"]"),
        frames(encoder.encode(PacketType.EVENT, "/", -1, List.of(text))));
  }

  @Test
  void aValueThatContainsItselfIsAnError() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    assertThrows(JsonException.class, () -> encoder.encode(PacketType.EVENT, "/", -1, endless));
  }

  /** A megabyte of empty arrays took 100 ms and 40 MB. */
  @Test
  void theValuesOfOnePacketAreLimited() throws PacketException {
    PacketDecoder decoder = decoder();
    decode(decoder, "2[\"x\"" + ",[]".repeat(100_000) + "]");
    String tooMany = "2[\"x\"" + ",[]".repeat(130_000) + "]";
    assertThrows(PacketException.class, () -> decode(decoder, tooMany));
  }
}
