package io.obdio.sim.bus;

import io.obdio.isotp.can.CanFrame;
import java.util.HashMap;
import java.util.Map;

/**
 * A filter for one parameter group. With the transport protocol it passes the announcement and the
 * data frames that follow it from the same node.
 */
public final class J1939Filter implements BusFilter {

  private final int pgn;

  /** The number of data frames that each node still has to send. */
  private final Map<Integer, Integer> left = new HashMap<>();

  private boolean completed;

  public J1939Filter(int pgn) {
    this.pgn = pgn;
  }

  @Override
  public boolean passes(CanFrame frame) {
    completed = false;
    int source = J1939.source(frame);
    if (!J1939.isTransport(frame)) {
      completed = J1939.pgn(frame) == pgn;
      return completed;
    }
    if (!J1939.isData(frame)) {
      boolean announced = J1939.announcedLength(frame) >= 0 && J1939.announcedPgn(frame) == pgn;
      if (announced) {
        left.put(source, frame.at(3));
      }
      return announced;
    }
    Integer remaining = left.get(source);
    if (remaining == null) {
      return false;
    }
    completed = remaining == 1;
    if (completed) {
      left.remove(source);
    } else {
      left.put(source, remaining - 1);
    }
    return true;
  }

  @Override
  public boolean passes(byte[] message) {
    return false;
  }

  @Override
  public boolean completes(CanFrame frame) {
    return completed;
  }
}
