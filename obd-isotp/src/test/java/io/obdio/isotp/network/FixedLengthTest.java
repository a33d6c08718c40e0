package io.obdio.isotp.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.engine.IsoTpOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Frames of a fixed length, as python-can-isotp's {@code tx_data_min_length}: single frames, first,
 * last and flow control frames are all padded, and the message is unchanged.
 */
class FixedLengthTest {

  private static final CanId TESTER = CanId.base(0x7E0);
  private static final CanId ECU = CanId.base(0x7E8);

  @ParameterizedTest
  @CsvSource({"64, 64", "64, 32", "64, 12", "32, 32", "8, 8"})
  void everyFrameHasAtLeastTheLength(int txDl, int minLength) {
    IsoTpOptions options =
        IsoTpOptions.builder().fd(txDl).minLength(minLength).blockSize(4).build();
    try (NetworkRig rig = new NetworkRig(wire -> wire.fd(true))) {
      List<CanFrame> frames = new ArrayList<>();
      rig.wire.join().subscribe(List.of(CanFilter.allBase()), frames::add);
      IsoTpNetwork ecu = rig.join(b -> b.options(options));
      List<byte[]> received = new ArrayList<>();
      ecu.createConnection(
          (connection, message) -> received.add(message),
          IsoTpAddress.normal(ECU, TESTER),
          options);
      IsoTpConnection tester =
          rig.network.createConnection(rig.listener(), IsoTpAddress.normal(TESTER, ECU), options);
      for (int length = 1; length <= 200; length++) {
        byte[] message = NetworkRig.payload(length, length);
        CompletableFuture<Void> sent = tester.send(message);
        rig.time.runDue();
        assertTrue(sent.isDone(), length + " bytes");
        assertArrayEquals(message, received.remove(0), length + " bytes");
      }
      ecu.close();
      for (CanFrame frame : frames) {
        assertEquals(CanFrame.Kind.FD, frame.kind());
        assertTrue(frame.length() >= minLength && frame.length() <= txDl, frame.toString());
      }
      assertTrue(frames.stream().anyMatch(frame -> frame.id().equals(ECU)), "no flow control");
      if (txDl == minLength) {
        assertTrue(frames.stream().allMatch(frame -> frame.length() == txDl));
      }
    }
  }

  @Test
  void theLengthIsOneOfFrames() {
    assertThrows(
        IllegalArgumentException.class, () -> IsoTpOptions.builder().fd(64).minLength(13).build());
    assertThrows(
        IllegalArgumentException.class, () -> IsoTpOptions.builder().fd(32).minLength(48).build());
  }
}
