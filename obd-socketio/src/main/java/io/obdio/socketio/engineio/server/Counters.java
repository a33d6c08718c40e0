package io.obdio.socketio.engineio.server;

import java.util.concurrent.atomic.LongAdder;

/** The packets sent, received and dropped since the start. Safe for use by any thread. */
public final class Counters {
  private final LongAdder in = new LongAdder();
  private final LongAdder out = new LongAdder();
  private final LongAdder bytesIn = new LongAdder();
  private final LongAdder bytesOut = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  void in(int bytes) {
    in.increment();
    bytesIn.add(bytes);
  }

  void out(int bytes) {
    out.increment();
    bytesOut.add(bytes);
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

  /** Returns the size of the packets received, in bytes, before compression and framing. */
  public long bytesIn() {
    return bytesIn.sum();
  }

  /** Returns the size of the packets sent or dropped, in bytes, before compression. */
  public long bytesOut() {
    return bytesOut.sum();
  }

  /** Returns the packets dropped for clients that do not read. */
  public long dropped() {
    return dropped.sum();
  }
}
