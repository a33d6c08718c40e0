package io.obdio.socketio.engineio.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.obdio.socketio.testing.Fuzz;
import io.obdio.socketio.testing.LeakGuard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads of long polling (Engine.IO protocol v4, "HTTP long-polling"). */
@ExtendWith(LeakGuard.class)
class PollingPayloadTest {
  private static final class Collected implements PollingPayload.Visitor {
    private final List<String> packets = new ArrayList<>();

    @Override
    public boolean text(byte[] packet) {
      return packets.add(new String(packet, StandardCharsets.UTF_8));
    }

    @Override
    public boolean binary(byte[] data) {
      return packets.add(Arrays.toString(data));
    }
  }

  private static List<String> split(byte[] payload) throws PollingPayload.BadPayload {
    Collected collected = new Collected();
    PollingPayload.split(Unpooled.wrappedBuffer(payload), collected);
    return collected.packets;
  }

  private static byte[] bytes(String payload) {
    return payload.replace('|', '\u001e').getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "4hello; [4hello]",
        "4a|4b|2; [4a, 4b, 2]",
        "4hello|bAQIDBA==; [4hello, [1, 2, 3, 4]]",
        "b; [[]]",
        "4€; [4€]"
      })
  void splits(String payload, String packets) throws Exception {
    assertEquals(packets, split(bytes(payload)).toString());
  }

  @Test
  void linesOfBase64AreOneText() throws Exception {
    assertEquals(List.of("[1, 2, 3, 4]", "4a"), split(bytes("bAQID\r\nBA==\n|4a")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "|", "4a|", "|4a", "4a||4b", "b!", "bA", "4a|b==="})
  void refuses(String payload) {
    assertThrows(PollingPayload.BadPayload.class, () -> split(bytes(payload)));
  }

  @Test
  void framesBecomeAPayload() {
    ByteBuf frames = Frames.allocate(70_100, 3);
    Frames.text(frames, "2", "[\"€\"]".getBytes(StandardCharsets.UTF_8));
    Frames.binary(frames, new byte[] {1, 2, 3, 4});
    Frames.text(frames, "x".repeat(70_000), new byte[0]);
    ByteBuf out = Unpooled.buffer();
    while (frames.isReadable()) {
      PollingPayload.appendOne(out, frames);
    }
    assertEquals(
        "42[\"€\"]\u001ebAQIDBA==\u001e4" + "x".repeat(70_000),
        out.toString(StandardCharsets.UTF_8));
    frames.release();
  }

  @Test
  void fuzzed() {
    SplittableRandom random = Fuzz.random();
    List<String> seeds = List.of("4a\u001e4b", "4hello\u001ebAQIDBA==", "2probe", "b");
    int refused = 0;
    for (int i = 0; i < Fuzz.inputs(20_000); i++) {
      byte[] input = Fuzz.input(random, seeds);
      try {
        split(input);
      } catch (PollingPayload.BadPayload e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError(Fuzz.seed() + ": " + Arrays.toString(input), e);
      }
    }
    assertEquals(true, refused > 100, "refused " + refused);
  }
}
