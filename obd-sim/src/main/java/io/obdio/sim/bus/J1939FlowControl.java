package io.obdio.sim.bus;

import io.obdio.isotp.can.CanFrame;
import org.jspecify.annotations.Nullable;

/**
 * The tester's end of a J1939 connection. It clears a request to send for all packets at once and
 * acknowledges the last of them (J1939-21, destination specific transfer).
 */
public final class J1939FlowControl {

  private static final int PRIORITY = 7;

  private final int own;
  private int node = -1;
  private int pgn;
  private int length;
  private int packets;

  /** Creates the end with the given address. */
  public J1939FlowControl(int own) {
    this.own = own;
  }

  /** Returns the frame to be sent in response to a received one, or null. */
  public @Nullable CanFrame answer(CanFrame frame) {
    if (!J1939.isTransport(frame) || J1939.target(frame) != own) {
      return null;
    }
    int source = J1939.source(frame);
    if (!J1939.isData(frame)) {
      if (frame.at(0) != J1939.RTS) {
        return null;
      }
      node = source;
      pgn = J1939.announcedPgn(frame);
      length = J1939.announcedLength(frame);
      packets = frame.at(3);
      return management(J1939.CTS, packets, 1, 0xFF, 0xFF);
    }
    if (source != node || frame.at(0) != packets) {
      return null;
    }
    CanFrame end =
        management(J1939.END_OF_MESSAGE, length & 0xFF, length >> 8 & 0xFF, packets, 0xFF);
    node = -1;
    return end;
  }

  private CanFrame management(int control, int b1, int b2, int b3, int b4) {
    return J1939.frame(
        PRIORITY,
        J1939.PGN_TP_CM,
        node,
        own,
        control,
        b1,
        b2,
        b3,
        b4,
        pgn & 0xFF,
        pgn >> 8 & 0xFF,
        pgn >> 16 & 0xFF);
  }
}
