package io.obdio.sim.bus;

import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;

/** Identifiers and transport frames of SAE J1939-21. */
public final class J1939 {

  public static final int PGN_REQUEST = 0xEA00;
  public static final int PGN_ACKNOWLEDGE = 0xE800;
  public static final int PGN_TP_CM = 0xEC00;
  public static final int PGN_TP_DT = 0xEB00;
  public static final int EVERYBODY = 0xFF;

  /** First byte of a connection management frame. */
  public static final int RTS = 0x10;

  public static final int CTS = 0x11;
  public static final int END_OF_MESSAGE = 0x13;
  public static final int BAM = 0x20;

  private J1939() {}

  /** Returns the parameter group number; of destination specific groups without the destination. */
  public static int pgn(CanFrame frame) {
    int pgn = frame.id().value() >> 8 & 0x3FFFF;
    return (pgn >> 8 & 0xFF) < 0xF0 ? pgn & 0x3FF00 : pgn;
  }

  public static int source(CanFrame frame) {
    return frame.id().value() & 0xFF;
  }

  /** Returns the destination; {@link #EVERYBODY} for broadcast parameter groups. */
  public static int target(CanFrame frame) {
    int pgn = frame.id().value() >> 8 & 0x3FFFF;
    return (pgn >> 8 & 0xFF) < 0xF0 ? pgn & 0xFF : EVERYBODY;
  }

  public static boolean isTransport(CanFrame frame) {
    int pgn = pgn(frame);
    return frame.id().extended() && (pgn == PGN_TP_CM || pgn == PGN_TP_DT) && frame.length() == 8;
  }

  public static boolean isData(CanFrame frame) {
    return pgn(frame) == PGN_TP_DT;
  }

  /** Returns the length that a BAM or RTS announces; -1 for other frames. */
  public static int announcedLength(CanFrame frame) {
    boolean announces = !isData(frame) && (frame.at(0) == BAM || frame.at(0) == RTS);
    return announces ? frame.at(1) | frame.at(2) << 8 : -1;
  }

  /** Returns the parameter group of a connection management frame. */
  public static int announcedPgn(CanFrame frame) {
    return frame.at(5) | frame.at(6) << 8 | frame.at(7) << 16;
  }

  public static CanFrame frame(int priority, int pgn, int target, int source, int... bytes) {
    byte[] data = new byte[bytes.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) bytes[i];
    }
    boolean toOne = (pgn >> 8 & 0xFF) < 0xF0;
    int id = priority << 26 | (toOne ? pgn | target : pgn) << 8 | source;
    return CanFrame.of(CanId.extended(id), data);
  }
}
