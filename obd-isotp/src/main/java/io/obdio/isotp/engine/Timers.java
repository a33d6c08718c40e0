package io.obdio.isotp.engine;

import java.time.Duration;

/**
 * The timers of ISO 15765-2:2016 clause 9.8, in nanoseconds.
 *
 * @param as N_As: the time within which a frame of the sender must be confirmed, else N_TIMEOUT_A
 * @param ar N_Ar: the time within which a flow control of the receiver must be confirmed
 * @param bs N_Bs: the time within which a flow control must arrive, else N_TIMEOUT_Bs
 * @param br N_Br: the interval at which a receiver that is not ready sends WAIT
 * @param cs N_Cs: the time within which the bus must accept a due consecutive frame, else N_ERROR
 * @param cr N_Cr: the time within which a consecutive frame must arrive, else N_TIMEOUT_Cr
 */
public record Timers(long as, long ar, long bs, long br, long cs, long cr) {

  private static final long MILLI = 1_000_000;

  /** The values of ISO 15765-2:2016 table 21: 1000 ms for all time-outs. */
  public static final Timers STANDARD = ofMillis(1000, 1000, 1000, 250, 900, 1000);

  /** The values of ISO 15765-4:2016 table 5 for legislated OBD. */
  public static final Timers OBD = ofMillis(25, 25, 75, 25, 50, 150);

  /** Checks that every time is positive and at most one hour. */
  public Timers {
    for (long time : new long[] {as, ar, bs, br, cs, cr}) {
      if (time <= 0 || time > 3_600_000 * MILLI) {
        throw new IllegalArgumentException("timer out of range: " + time + " ns");
      }
    }
  }

  /** Returns timers from times in milliseconds. */
  public static Timers ofMillis(int as, int ar, int bs, int br, int cs, int cr) {
    return new Timers(as * MILLI, ar * MILLI, bs * MILLI, br * MILLI, cs * MILLI, cr * MILLI);
  }

  /** Returns these timers with other N_As and N_Ar. */
  public Timers withA(Duration time) {
    return new Timers(time.toNanos(), time.toNanos(), bs, br, cs, cr);
  }

  /** Returns these timers with another N_Bs. */
  public Timers withBs(Duration time) {
    return new Timers(as, ar, time.toNanos(), br, cs, cr);
  }

  /** Returns these timers with another N_Br. */
  public Timers withBr(Duration time) {
    return new Timers(as, ar, bs, time.toNanos(), cs, cr);
  }

  /** Returns these timers with another N_Cs. */
  public Timers withCs(Duration time) {
    return new Timers(as, ar, bs, br, time.toNanos(), cr);
  }

  /** Returns these timers with another N_Cr. */
  public Timers withCr(Duration time) {
    return new Timers(as, ar, bs, br, cs, time.toNanos());
  }
}
