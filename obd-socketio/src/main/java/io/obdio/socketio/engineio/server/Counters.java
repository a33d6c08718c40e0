package io.obdio.socketio.engineio.server;

import java.util.concurrent.atomic.LongAdder;

/** Packets sent, received and dropped since the start. Safe for use by any thread. */
public final class Counters {
  private final LongAdder in = new LongAdder();
  private final LongAdder out = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  void in() {
    in.increment();
  }

  void out() {
    out.increment();
  }

  void drop() {
    dropped.increment();
  }

  /** Returns the packets received. */
  public long packetsIn() {
    return in.sum();
  }

  /** Returns the packets sent or dropped. */
  public long packetsOut() {
    return out.sum();
  }

  /** Returns the packets dropped for clients that do not read. */
  public long dropped() {
    return dropped.sum();
  }
}
