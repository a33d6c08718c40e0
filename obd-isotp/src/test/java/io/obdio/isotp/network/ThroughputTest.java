package io.obdio.isotp.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanBitRate;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.engine.IsoTpOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How well a bus is used, and how evenly, in virtual time. */
class ThroughputTest {

  private static final CanId A = CanId.base(0x7E0);
  private static final CanId B = CanId.base(0x7E8);
  private static final CanBitRate RATE = CanBitRate.classic(500_000);

  @ParameterizedTest
  @CsvSource({
    // block size, length, TX_DL (0: classic)
    "0, 4095, 0",
    "16, 4095, 0",
    "8, 4095, 0",
    "1, 500, 0",
    "0, 100000, 0",
    "0, 4095, 64"
  })
  void atLeast97PercentOfTheBitTimes(int blockSize, int length, int txDl) {
    IsoTpOptions.Builder options = IsoTpOptions.builder().blockSize(blockSize).maxLength(200_000);
    if (txDl > 0) {
      options.fd(txDl);
    }
    try (NetworkRig rig = new NetworkRig(wire -> wire.bitRate(RATE).queue(16))) {
      long[] frames = {0};
      rig.wire
          .join()
          .subscribe(
              List.of(CanFilter.allBase()), (CanFrame frame) -> frames[0] += RATE.nanos(frame));
      IsoTpStream far = rig.join(b -> b).openConnection(IsoTpAddress.normal(B, A), options.build());
      CompletableFuture<byte[]> received = far.receive();
      IsoTpConnection near =
          rig.network.createConnection(rig.listener(), IsoTpAddress.normal(A, B), options.build());
      CompletableFuture<Void> sent = near.send(NetworkRig.payload(length, 1));
      assertTrue(rig.time.runUntil(received::isDone, Duration.ofSeconds(100)));
      double share = (double) frames[0] / rig.time.now();
      assertTrue(share >= 0.97, "bus busy " + share + " of the time");
      assertTrue(sent.isDone());
      assertEquals(length, received.join().length);
    }
  }

  @Test
  void aTransferOf4095BytesLastsAsLongAsItsFrames() {
    // FF and 585 CF of at most 135 bits, the last of them too as it is padded, and one FC:
    // 587 frames of 270 us.
    try (NetworkRig rig = new NetworkRig(wire -> wire.bitRate(RATE))) {
      IsoTpOptions options = IsoTpOptions.builder().blockSize(0).build();
      IsoTpStream far = rig.join(b -> b).openConnection(IsoTpAddress.normal(B, A), options);
      CompletableFuture<byte[]> received = far.receive();
      rig.logEnd(
          rig.network
              .createConnection(rig.listener(), IsoTpAddress.normal(A, B), options)
              .send(new byte[4095]));
      assertTrue(rig.time.runUntil(received::isDone, Duration.ofSeconds(10)));
      assertEquals(587 * 270_000L, rig.time.now());
    }
  }

  @ParameterizedTest
  // Without blocks a full bus at a bit rate would starve the flow controls of higher identifiers,
  // as it would in a car: there the transfers' own blocks must give others their turn.
  @CsvSource({"0, 0", "16, 0", "16, 500000"})
  void aHundredConnectionsMakeProgressEvenly(int blockSize, int bitRate) {
    int connections = 100;
    IsoTpOptions options = IsoTpOptions.builder().blockSize(blockSize).build();
    int[] observed = new int[connections];
    try (NetworkRig rig =
        new NetworkRig(
            wire -> bitRate == 0 ? wire : wire.bitRate(CanBitRate.classic(bitRate)).queue(64))) {
      // Counts the frames of each transfer towards the server and back.
      rig.wire
          .join()
          .subscribe(
              List.of(CanFilter.allBase()),
              (CanFrame frame) -> observed[frame.id().value() % 256]++);
      List<CompletableFuture<byte[]>> answers = new ArrayList<>();
      int[] atFirstEnd = new int[connections];
      int[] ended = {0};
      for (int i = 0; i < connections; i++) {
        IsoTpAddress address = IsoTpAddress.normal(CanId.base(0x100 + i), CanId.base(0x200 + i));
        rig.network.echo(address.reversed(), options);
      }
      IsoTpNetwork testers = rig.join(b -> b);
      for (int i = 0; i < connections; i++) {
        IsoTpAddress address = IsoTpAddress.normal(CanId.base(0x100 + i), CanId.base(0x200 + i));
        IsoTpStream stream = testers.openConnection(address, options);
        answers.add(
            stream
                .receive()
                .whenComplete(
                    (message, error) -> {
                      if (ended[0]++ == 0) {
                        System.arraycopy(observed, 0, atFirstEnd, 0, connections);
                      }
                    }));
        CompletableFuture<Void> unused = stream.send(NetworkRig.payload(4095, i));
      }
      assertTrue(
          rig.time.runUntil(() -> ended[0] == connections, Duration.ofSeconds(600)),
          ended[0] + " of " + connections);
      for (int i = 0; i < connections; i++) {
        assertTrue(Arrays.equals(NetworkRig.payload(4095, i), answers.get(i).join()));
      }
      int fewest = Arrays.stream(atFirstEnd).min().orElseThrow();
      int most = Arrays.stream(atFirstEnd).max().orElseThrow();
      assertTrue(
          fewest >= 0.9 * most,
          "when the first had ended after " + most + " frames, the last had " + fewest);
    }
  }
}
