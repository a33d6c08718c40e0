package io.obdio.core.connection;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The decision whether requests with several PIDs are faster on this vehicle. It requires samples
 * of single PIDs, then of a batch. Two consecutive batches that are inferior to single requests, in
 * responses or in time, end batching until {@link #reset}. For use by any thread.
 */
final class BatchPolicy {

  /** The number of exchanges with one PID that are required before the first batch. */
  static final int SAMPLES = 2;

  /** The number of consecutive inferior batches that end batching. */
  static final int LOSSES = 2;

  /** The weight of the newest sample in an average. */
  private static final double WEIGHT = 0.25;

  private final boolean allowed;

  @GuardedBy("this")
  private final int[] lengths = new int[256];

  @GuardedBy("this")
  private final BitSet alone = new BitSet(256);

  @GuardedBy("this")
  private int singles;

  @GuardedBy("this")
  private double singleNanos;

  @GuardedBy("this")
  private double batchNanosEach;

  @GuardedBy("this")
  private int losses;

  @GuardedBy("this")
  private boolean proven;

  BatchPolicy(boolean allowed) {
    this.allowed = allowed;
  }

  /** Forgets all samples. */
  synchronized void reset() {
    Arrays.fill(lengths, 0);
    alone.clear();
    singles = 0;
    losses = 0;
    proven = false;
  }

  /** Returns whether requests may contain several PIDs now. */
  synchronized boolean mayBatch() {
    return allowed && singles >= SAMPLES && losses < LOSSES;
  }

  /** Returns whether batches are faster. */
  synchronized boolean isProven() {
    return proven && losses < LOSSES;
  }

  /** Returns whether {@code pid} may be part of a batch. */
  synchronized boolean mayBatch(int pid) {
    return !alone.get(pid);
  }

  /**
   * Returns the length of the response to {@code pid} from its service id on: that of the last
   * response, else {@code table}.
   */
  synchronized int length(int pid, int table) {
    return lengths[pid] > 0 ? lengths[pid] : table;
  }

  /** Notes that a single PID was answered with {@code length} bytes after {@code nanos}. */
  synchronized void answeredAlone(int pid, int length, long nanos) {
    singleNanos = singles == 0 ? nanos : singleNanos + WEIGHT * (nanos - singleNanos);
    singles++;
    if (lengths[pid] > 0 && lengths[pid] != length) {
      alone.set(pid); // Its length varies: the next PID in a response could not be found.
    }
    lengths[pid] = length;
  }

  /** Notes that a PID was answered alone but not in a batch. */
  synchronized void omitted(int pid) {
    alone.set(pid);
  }

  /**
   * Notes a batch.
   *
   * @param requested the number of PIDs in the request
   * @param found the number of PIDs in the response
   * @param answered the number of PIDs answered in the end, single requests for the others included
   * @param nanos the time of all these exchanges
   */
  synchronized void batch(int requested, int found, int answered, long nanos) {
    if (answered == 0) {
      return; // The vehicle is silent, which is not due to the batch.
    }
    double each = (double) nanos / requested;
    batchNanosEach = proven ? batchNanosEach + WEIGHT * (each - batchNanosEach) : each;
    if (found == 0 || batchNanosEach >= singleNanos) {
      losses++;
    } else {
      losses = 0;
      proven = true;
    }
  }
}
