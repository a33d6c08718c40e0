package io.obdio.isotp.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFault;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.can.CandumpFormat;
import io.obdio.isotp.engine.IsoTpOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random payloads, parameters and faults, in virtual time. */
class FaultPropertyTest {

  private static final CanId A = CanId.base(0x7E0);
  private static final CanId B = CanId.base(0x7E8);

  /** Longer than any transfer here can last: 2 s each for WAITs, N_Bs, N_Cr, and the STmin. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static IsoTpOptions randomOptions(SplittableRandom random) {
    int[] stMins = {0, 0, 0, 0xF1, 0xF9, 1, 5};
    int[] fdLengths = {8, 12, 16, 20, 24, 32, 48, 64};
    IsoTpOptions.Builder builder =
        IsoTpOptions.builder()
            .blockSize(random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(32))
            .stMin(stMins[random.nextInt(stMins.length)])
            .burst(1 + random.nextInt(20));
    if (random.nextBoolean()) {
      builder.noPadding();
    }
    if (random.nextInt(3) == 0) {
      builder.fd(fdLengths[random.nextInt(fdLengths.length)]);
    }
    return builder.build();
  }

  private static int randomLength(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> 1 + random.nextInt(12);
      case 1 -> 1 + random.nextInt(100);
      case 2 -> 1 + random.nextInt(4095);
      default -> 4090 + random.nextInt(3000);
    };
  }

  /** What one end of a transfer saw. */
  private static final class End implements IsoTpListener {
    final List<byte[]> messages = new ArrayList<>();
    final List<IsoTpException> errors = new ArrayList<>();

    @Override
    public void onMessage(IsoTpConnection connection, byte[] message) {
      messages.add(message);
    }

    @Override
    public void onError(IsoTpConnection connection, IsoTpException error) {
      errors.add(error);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void everyTransferEndsWithEqualBytesOrWithNamesForWhatWentWrong(int part) {
    int failed = 0;
    int delivered = 0;
    for (int i = 0; i < 60; i++) {
      long seed = part * 1000L + i;
      if (transfer(seed)) {
        delivered++;
      } else {
        failed++;
      }
    }
    assertTrue(delivered >= 5 && failed >= 5, delivered + " delivered, " + failed + " failed");
  }

  /** One transfer with loss, doubling and delay; true if it was delivered. */
  private static boolean transfer(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double rate = random.nextInt(3) == 0 ? 0 : 0.02 * random.nextDouble();
    CanFault.Plan plan = CanFault.Plan.random(random.split(), rate, rate, rate, 0, 1_500_000_000L);
    try (NetworkRig rig = new NetworkRig(wire -> wire.faults(plan))) {
      IsoTpNetwork peer = rig.join(b -> b.options(randomOptions(random)));
      End near = new End();
      End far = new End();
      IsoTpConnection sender =
          rig.network.createConnection(near, IsoTpAddress.normal(A, B), randomOptions(random));
      peer.createConnection(far, A, B);
      byte[] payload = NetworkRig.payload(randomLength(random), seed);
      CompletableFuture<Void> sent = sender.send(payload);
      rig.time.runUntil(() -> sent.isDone(), LIMIT);
      String where = "seed " + seed;
      assertTrue(sent.isDone(), where + ": never ends");
      // The receiving end is done at the latest one N_Cr later, delayed frames included.
      rig.time.advance(Duration.ofSeconds(4));
      assertTrue(rig.time.pendingTimers() <= 2, where + ": timers run on");
      for (byte[] message : far.messages) {
        assertTrue(Arrays.equals(payload, message), where + ": a wrong message");
      }
      boolean ok = !sent.isCompletedExceptionally();
      if (rate == 0) {
        assertTrue(ok && far.messages.size() == 1, where + ": failed without a fault");
      }
      boolean single = payload.length <= 7;
      if (far.messages.isEmpty() && !single) {
        // The first frame itself may have been lost: then only the sender reports N_TIMEOUT_Bs.
        String nearResult = NetworkRig.result(sent.handle((v, e) -> e).join());
        assertTrue(
            !far.errors.isEmpty() || nearResult.equals("N_TIMEOUT_Bs"),
            where + ": lost without a name: " + nearResult);
      }
      return !far.messages.isEmpty();
    }
  }

  @Test
  void corruptedFramesNeverCrashNorHang() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      CanFault.Plan plan =
          CanFault.Plan.random(random.split(), 0.01, 0.01, 0.01, 0.05, 50_000_000L);
      try (NetworkRig rig = new NetworkRig(wire -> wire.faults(plan))) {
        End near = new End();
        rig.network.echo(A, B);
        IsoTpConnection sender = rig.join(b -> b).createConnection(near, B, A);
        CompletableFuture<Void> sent = sender.send(NetworkRig.payload(randomLength(random), seed));
        rig.time.runUntil(() -> sent.isDone(), LIMIT);
        assertTrue(sent.isDone(), "seed " + seed + ": never ends");
      }
    }
  }

  @Test
  void randomFramesLeaveConnectionsUsable() {
    SplittableRandom random = new SplittableRandom(20);
    try (NetworkRig rig = new NetworkRig()) {
      End end = new End();
      rig.network.createConnection(end, B, A);
      for (int i = 0; i < 50_000; i++) {
        byte[] data = new byte[random.nextInt(9)];
        random.nextBytes(data);
        rig.put(CandumpFormat.format(CanFrame.of(B, data)));
        if (random.nextInt(100) == 0) {
          rig.time.advance(Duration.ofMillis(random.nextInt(2000)));
        }
      }
      rig.time.advance(Duration.ofSeconds(5));
      end.messages.clear();
      rig.put("7E8#03010203");
      assertEquals(1, end.messages.size());
      assertEquals(3, end.messages.get(0).length);
    }
  }
}
