package io.obdio.sim.ecu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.obdio.core.message.Payload;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked, an ECU keeps silent or answers well-formed messages, and never fails. */
class RandomRequestsTest {

  private static final int REQUESTS = 20_000;
  private static final int[] SERVICES = {
    0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x10, 0x11, 0x14, 0x19, 0x22, 0x27,
    0x2E, 0x2F, 0x31, 0x3E
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neverFail(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TestBench bench = new TestBench();
    for (int i = 0; i < REQUESTS; i++) {
      Ecu ecu = bench.car.ecus().get(random.nextInt(bench.car.ecus().size()));
      EcuRequest request = request(random);
      try {
        check(request, ecu.handle(request));
      } catch (RuntimeException | AssertionError e) {
        fail("seed " + seed + ", request " + i + " to " + ecu.kind() + ": " + request, e);
      }
      bench.pass(Duration.ofMillis(random.nextInt(200)));
    }
  }

  private static EcuRequest request(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(10) == 0 ? random.nextInt(300) : random.nextInt(9)];
    random.nextBytes(bytes);
    if (bytes.length > 0 && random.nextInt(10) > 0) {
      bytes[0] = (byte) SERVICES[random.nextInt(SERVICES.length)];
    }
    if (bytes.length > 1 && random.nextBoolean()) {
      bytes[1] = (byte) random.nextInt(8);
    }
    Medium medium = random.nextInt(4) == 0 ? Medium.LEGACY : Medium.CAN;
    return new EcuRequest(Payload.of(bytes), medium, random.nextBoolean());
  }

  private static void check(EcuRequest request, List<EcuReply> replies) {
    Duration last = Duration.ZERO;
    for (int i = 0; i < replies.size(); i++) {
      Payload payload = replies.get(i).payload();
      int sid = request.payload().at(0);
      assertTrue(replies.get(i).delay().compareTo(last) >= 0, "delays in order");
      last = replies.get(i).delay();
      assertTrue(payload.length() <= 4095, "too long");
      if (payload.at(0) == 0x7F) {
        assertEquals(3, payload.length());
        assertEquals(sid, payload.at(1));
        boolean pending = payload.at(2) == 0x78;
        assertEquals(pending, i < replies.size() - 1, "pending is followed by the final answer");
        assertTrue(!request.functional() || payload.at(2) != 0x11, "11 is kept back");
      } else {
        assertEquals(sid + 0x40, payload.at(0));
      }
      if (request.medium() == Medium.LEGACY && sid <= 0x0A) {
        assertTrue(payload.length() <= 7, "too long for the older buses");
      }
    }
  }
}
