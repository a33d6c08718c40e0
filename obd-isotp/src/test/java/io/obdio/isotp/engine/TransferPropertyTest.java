package io.obdio.isotp.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.pdu.Padding;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random payloads, options and faults: never a hang, never a wrong payload. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class TransferPropertyTest {

  private static final int[] DL = {8, 12, 16, 20, 24, 32, 48, 64};

  @Test
  void withoutFaultsEveryTransferEndsWell() {
    for (long seed = 1; seed <= 1500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      FaultyWire wire =
          new FaultyWire(random, 0, address(random), options(random), options(random));
      byte[] there = payload(random);
      byte[] back = payload(random);
      wire.send(wire.a, there);
      wire.send(wire.b, back);
      String where = "seed " + seed;
      assertTrue(wire.settle(), where);
      assertEquals(List.of(NResult.N_OK), wire.a.confirms, where);
      assertEquals(List.of(NResult.N_OK), wire.b.confirms, where);
      assertArrayEquals(there, wire.b.messages.get(0), where);
      assertArrayEquals(back, wire.a.messages.get(0), where);
      assertTrue(wire.a.failures.isEmpty() && wire.b.failures.isEmpty(), where);
    }
  }

  @Test
  void withFaultsEveryTransferEndsWellOrInANamedError() {
    int good = 0;
    int bad = 0;
    for (long seed = 1; seed <= 3000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double faults = random.nextDouble() * random.nextDouble() * 0.5;
      FaultyWire wire =
          new FaultyWire(random, faults, address(random), options(random), options(random));
      for (int i = 0; i < 3; i++) {
        byte[] there = payload(random);
        byte[] back = payload(random);
        wire.a.messages.clear();
        wire.b.messages.clear();
        wire.send(wire.a, there);
        wire.send(wire.b, back);
        String where = "seed " + seed + " message " + i;
        assertTrue(wire.settle(), where);
        assertEquals(i + 1, wire.a.confirms.size(), where);
        assertEquals(i + 1, wire.b.confirms.size(), where);
        onlyCopies(wire.b.messages, there, where);
        onlyCopies(wire.a.messages, back, where);
        boolean ok = wire.a.confirms.get(i) == NResult.N_OK && !wire.b.messages.isEmpty();
        good += ok ? 1 : 0;
        bad += ok ? 0 : 1;
      }
    }
    assertTrue(good > 1000 && bad > 1000, good + " good, " + bad + " bad: not much of a test");
  }

  /**
   * A doubled single frame is delivered twice, because it cannot be distinguished from two; no
   * other message is.
   */
  private static void onlyCopies(List<byte[]> messages, byte[] sent, String where) {
    for (byte[] message : messages) {
      assertArrayEquals(sent, message, where);
    }
  }

  @Test
  void randomFramesNeverCrashAnEndNorGrowIt() {
    for (long seed = 1; seed <= 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      IsoTpAddress address = address(random);
      Bench bench = new Bench(address, options(random));
      long now = 0;
      for (int i = 0; i < 2000; i++) {
        now += random.nextLong(50_000_000);
        if (bench.endpoint.readyToSend() && random.nextInt(10) == 0) {
          bench.endpoint.send(payload(random), now);
        }
        bench.endpoint.onFrame(frame(random, address), now);
        if (random.nextInt(4) == 0) {
          bench.endpoint.tick(now);
        }
        for (byte[] message : bench.messages) {
          assertTrue(message.length <= 0xFFFF, "seed " + seed);
        }
        bench.messages.clear();
        bench.frames.clear();
      }
      bench.endpoint.tick(Sender.NEVER);
      bench.endpoint.tick(Sender.NEVER);
    }
  }

  /** Frames that promise gigabytes: nothing is set aside for them. */
  @Test
  void promisesOfLengthCostNothing() {
    IsoTpOptions options = IsoTpOptions.builder().maxLength(Integer.MAX_VALUE - 8).build();
    Bench[] many = new Bench[1000];
    for (int i = 0; i < many.length; i++) {
      many[i] = new Bench(options);
      many[i].endpoint.onFrame(Ladder.frame("7E8#10007FFFFFF00001"), 0);
      assertTrue(many[i].endpoint.receiving());
    }
  }

  private static CanFrame frame(SplittableRandom random, IsoTpAddress address) {
    boolean fd = random.nextBoolean();
    byte[] data = new byte[fd ? Padding.frameLength(random.nextInt(65)) : random.nextInt(9)];
    random.nextBytes(data);
    int prefix = address.txPrefix();
    if (prefix == 1 && data.length > 0) {
      data[0] = (byte) address.rxByte();
    }
    if (data.length > prefix && random.nextInt(8) != 0) {
      data[prefix] = (byte) (random.nextInt(4) << 4 | data[prefix] & 0xF);
    }
    return fd ? CanFrame.fd(address.rxId(), true, data) : CanFrame.of(address.rxId(), data);
  }

  private static IsoTpAddress address(SplittableRandom random) {
    CanId a = CanId.base(0x100 + random.nextInt(100));
    CanId b = CanId.base(0x200 + random.nextInt(100));
    return switch (random.nextInt(6)) {
      case 0 -> IsoTpAddress.normal(a, b);
      case 1 -> IsoTpAddress.normal(CanId.extended(7), CanId.extended(8));
      case 2 -> IsoTpAddress.normalFixed(0xF1, random.nextInt(256));
      case 3 -> IsoTpAddress.extended(a, b, 0xF1, random.nextInt(256));
      case 4 -> IsoTpAddress.mixed29(0xF1, 0x10, random.nextInt(256));
      default -> IsoTpAddress.mixed11(a, b, random.nextInt(256));
    };
  }

  private static IsoTpOptions options(SplittableRandom random) {
    IsoTpOptions.Builder options =
        IsoTpOptions.builder()
            .blockSize(random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(9))
            .stMin(random.nextInt(3) == 0 ? random.nextInt(256) : 0xF1 + random.nextInt(9))
            .burst(1 + random.nextInt(20));
    int dl = DL[random.nextInt(DL.length)];
    if (dl > 8 || random.nextBoolean()) {
      options.fd(dl);
    }
    return random.nextBoolean()
        ? options.noPadding().build()
        : options.padding(random.nextInt(256)).build();
  }

  private static byte[] payload(SplittableRandom random) {
    int length =
        switch (random.nextInt(10)) {
          case 0 -> 4090 + random.nextInt(10);
          case 1, 2 -> 1 + random.nextInt(1000);
          default -> 1 + random.nextInt(80);
        };
    byte[] payload = new byte[length];
    random.nextBytes(payload);
    return payload;
  }
}
