package io.obdio.core.connection;

import java.util.BitSet;

/**
 * Decides from what it is shown whether this vehicle is better asked for several PIDs at once. It
 * first wants to see PIDs asked alone, then a batch; two batches in a row that lose against asking
 * alone, in answers or in time, end batching until {@link #reset}. Any thread; its own monitor
 * guards it.
 */
final class BatchJudge {

  /** Exchanges with one PID that must have been seen before the first batch. */
  static final int SAMPLES = 2;

  /** Batches in a row that may lose. */
  static final int LOSSES = 2;

  /** How much of an average the newest sample is. */
  private static final double WEIGHT = 0.25;

  private final boolean allowed;
  private final int[] lengths = new int[256];
  private final BitSet alone = new BitSet(256);
  private int singles;
  private double singleNanos;
  private double batchNanosEach;
  private int losses;
  private boolean proven;

  BatchJudge(boolean allowed) {
    this.allowed = allowed;
  }

  /** Forgets the vehicle. */
  synchronized void reset() {
    java.util.Arrays.fill(lengths, 0);
    alone.clear();
    singles = 0;
    losses = 0;
    proven = false;
  }

  /** True if PIDs may go together now. */
  synchronized boolean mayBatch() {
    return allowed && singles >= SAMPLES && losses < LOSSES;
  }

  /** True if a batch has won. */
  synchronized boolean isProven() {
    return proven && losses < LOSSES;
  }

  /** True if {@code pid} may be in a batch. */
  synchronized boolean mayBatch(int pid) {
    return !alone.get(pid);
  }

  /**
   * How long the answer to {@code pid} is from its service id on: as the vehicle showed, else as
   * the {@code table} says.
   */
  synchronized int length(int pid, int table) {
    return lengths[pid] > 0 ? lengths[pid] : table;
  }

  /** A PID asked alone was answered with {@code length} bytes after {@code nanos}. */
  synchronized void answeredAlone(int pid, int length, long nanos) {
    singleNanos = singles == 0 ? nanos : singleNanos + WEIGHT * (nanos - singleNanos);
    singles++;
    if (lengths[pid] > 0 && lengths[pid] != length) {
      alone.set(pid); // Its length varies: what stands behind it could not be found.
    }
    lengths[pid] = length;
  }

  /** A PID that a batch left out has been answered alone. */
  synchronized void leftOut(int pid) {
    alone.set(pid);
  }

  /**
   * A batch of {@code asked} PIDs has brought {@code found} of them; with asking the others alone,
   * {@code answered} in all, it took {@code nanos}.
   */
  synchronized void batch(int asked, int found, int answered, long nanos) {
    if (answered == 0) {
      return; // Nobody answers anything: that is not the batch's fault.
    }
    double each = (double) nanos / asked;
    batchNanosEach = proven ? batchNanosEach + WEIGHT * (each - batchNanosEach) : each;
    if (found == 0 || batchNanosEach >= singleNanos) {
      losses++;
    } else {
      losses = 0;
      proven = true;
    }
  }
}
