package io.obdio.socketio.protocol.frames;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.netty.MemoryBudget;
import io.obdio.socketio.protocol.Packet;
import io.obdio.socketio.protocol.PacketDecoder;
import io.obdio.socketio.protocol.PacketException;
import io.obdio.socketio.testing.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random bytes and mutated packets: a packet, or a clear refusal, and nothing else. */
@Timeout(900)
class PacketFuzzTest {
  private static final List<String> SEEDS =
      List.of(
          "0{\"token\":\"123\"}",
          "0/admin,{\"sid\":\"oSO0OpakMV_3jnilAAAA\"}",
          "2/admin,13[\"event\",1,2.5e3,{\"a\":[true,null,\"\\u20ac€\"]}]",
          "30[\"ok\"]",
          "52-[\"x\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
          "61-/n,7[{\"_placeholder\":true,\"num\":0}]",
          "41/admin,");

  @Test
  void onlyPacketsOrRefusals() {
    JacksonJson json = new JacksonJson();
    SplittableRandom random = Fuzz.random();
    PacketLimits limits = new PacketLimits(10, 16_384, new MemoryBudget(1_000_000));
    PacketDecoder decoder = new JsonPacketDecoder(json, limits);
    int packets = 0;
    int refusals = 0;
    for (int i = 0; i < Fuzz.inputs(30_000); i++) {
      byte[] input = Fuzz.input(random, SEEDS);
      try {
        Packet packet =
            random.nextInt(4) == 0 ? decoder.binary(input) : decoder.text(input, 0, input.length);
        packets += packet == null ? 0 : 1;
      } catch (PacketException e) {
        refusals++;
        decoder.close();
        decoder = new JsonPacketDecoder(json, limits);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(
            Fuzz.seed() + ": " + new String(input, StandardCharsets.ISO_8859_1), e);
      }
    }
    assertTrue(packets > 100 && refusals > 100, packets + " packets, " + refusals + " refusals");
  }
}
