package io.obdio.sim.elm327;

import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An engine (source address 00) on SAE J1939: answers requests for a few parameter groups, long
 * ones by BAM of the transport protocol (J1939-21), others by a negative acknowledgement.
 */
final class J1939Node {

  private static final int PGN_REQUEST = 0xEA00;
  private static final int PGN_ACKNOWLEDGE = 0xE800;
  private static final int PGN_TP_CM = 0xEC00;
  private static final int PGN_TP_DT = 0xEB00;
  private static final int PGN_DM1 = 0xFECA;
  private static final int PGN_VIN = 0xFEEC;
  private static final int PGN_ENGINE_TEMPERATURE = 0xFEEE;
  private static final long BAM_GAP = 50_000_000L;

  private final ElmCar car;
  private final CanNetwork bus;

  J1939Node(ElmCar car, CanNetwork bus) {
    this.car = car;
    this.bus = bus;
  }

  void onFrame(CanFrame frame) {
    int pgn = frame.id().value() >> 8 & 0x3FF00;
    if (!frame.id().extended() || (pgn & 0xFF00) != PGN_REQUEST || frame.length() < 3) {
      return;
    }
    if (car.ecus().isEmpty()) {
      return;
    }
    int asked = frame.at(0) | frame.at(1) << 8 | frame.at(2) << 16;
    bus.clock().after(bus.latency(), () -> answer(asked));
  }

  private void answer(int pgn) {
    switch (pgn) {
      case PGN_DM1 -> send(6, pgn, 0x00, 0xFF, 0, 0, 0, 0, 0xFF, 0xFF);
      case PGN_ENGINE_TEMPERATURE -> send(6, pgn, 0x82, 0x6E, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF);
      case PGN_VIN -> bam(pgn, "1M8GDM9AXKP042788*".getBytes(StandardCharsets.US_ASCII));
      default ->
          send(
              6,
              PGN_ACKNOWLEDGE | 0xFF,
              1,
              0xFF,
              0xFF,
              0xFF,
              0xFF,
              pgn & 0xFF,
              pgn >> 8 & 0xFF,
              pgn >> 16 & 0xFF);
    }
  }

  private void bam(int pgn, byte[] message) {
    int packets = (message.length + 6) / 7;
    send(
        7,
        PGN_TP_CM | 0xFF,
        0x20,
        message.length & 0xFF,
        message.length >> 8,
        packets,
        0xFF,
        pgn & 0xFF,
        pgn >> 8 & 0xFF,
        pgn >> 16 & 0xFF);
    for (int i = 0; i < packets; i++) {
      int[] data = new int[8];
      Arrays.fill(data, 0xFF);
      data[0] = i + 1;
      for (int k = 0; k < 7 && i * 7 + k < message.length; k++) {
        data[1 + k] = message[i * 7 + k] & 0xFF;
      }
      bus.clock().after((i + 1) * BAM_GAP, () -> send(7, PGN_TP_DT | 0xFF, data));
    }
  }

  private void send(int priority, int pgn, int... bytes) {
    byte[] data = new byte[bytes.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) bytes[i];
    }
    bus.fromNode(CanFrame.of(CanId.extended(priority << 26 | pgn << 8), data));
  }
}
