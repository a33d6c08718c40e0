package io.obdio.socketio.engineio;

import java.util.concurrent.atomic.LongAdder;

/** What was sent, received and dropped since the start; for any thread. */
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

  /** Packets received. */
  public long packetsIn() {
    return in.sum();
  }

  /** Packets sent or dropped. */
  public long packetsOut() {
    return out.sum();
  }

  /** Packets dropped for clients that do not read. */
  public long dropped() {
    return dropped.sum();
  }
}
