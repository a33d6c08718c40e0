package io.obdio.isotp.engine;

import java.time.Duration;

/**
 * The times of clause 9.8, in nanoseconds.
 *
 * @param as N_As: a frame of the sender must be confirmed within it, else N_TIMEOUT_A
 * @param ar N_Ar: the same for a flow control of the receiver
 * @param bs N_Bs: a flow control must come within it, else N_TIMEOUT_Bs
 * @param br N_Br: a receiver that is not ready says WAIT after each of it
 * @param cs N_Cs: a due consecutive frame that the bus does not take is given up after it (N_ERROR)
 * @param cr N_Cr: a consecutive frame must come within it, else N_TIMEOUT_Cr
 */
public record Timers(long as, long ar, long bs, long br, long cs, long cr) {

  private static final long MILLI = 1_000_000;

  /** ISO 15765-2:2016 table 21, 1000 ms for all time-outs. */
  public static final Timers STANDARD = ofMillis(1000, 1000, 1000, 250, 900, 1000);

  /** ISO 15765-4:2016 table 5: what OBD demands. */
  public static final Timers OBD = ofMillis(25, 25, 75, 25, 50, 150);

  /** Checks that every time is above zero and below an hour. */
  public Timers {
    for (long time : new long[] {as, ar, bs, br, cs, cr}) {
      if (time <= 0 || time > 3_600_000 * MILLI) {
        throw new IllegalArgumentException("a timer of " + time + " ns");
      }
    }
  }

  /** The same in milliseconds. */
  public static Timers ofMillis(int as, int ar, int bs, int br, int cs, int cr) {
    return new Timers(as * MILLI, ar * MILLI, bs * MILLI, br * MILLI, cs * MILLI, cr * MILLI);
  }

  /** With N_As and N_Ar changed. */
  public Timers withA(Duration time) {
    return new Timers(time.toNanos(), time.toNanos(), bs, br, cs, cr);
  }

  /** With N_Bs changed. */
  public Timers withBs(Duration time) {
    return new Timers(as, ar, time.toNanos(), br, cs, cr);
  }

  /** With N_Br changed. */
  public Timers withBr(Duration time) {
    return new Timers(as, ar, bs, time.toNanos(), cs, cr);
  }

  /** With N_Cs changed. */
  public Timers withCs(Duration time) {
    return new Timers(as, ar, bs, br, time.toNanos(), cr);
  }

  /** With N_Cr changed. */
  public Timers withCr(Duration time) {
    return new Timers(as, ar, bs, br, cs, time.toNanos());
  }
}
