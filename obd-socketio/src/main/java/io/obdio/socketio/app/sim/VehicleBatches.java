package io.obdio.socketio.app.sim;

import io.obdio.sim.fleet.ModelledVehicle;
import io.obdio.socketio.telemetry.Acknowledgement;
import io.obdio.socketio.telemetry.DataBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one simulated vehicle that are not acknowledged yet. Only their numbers and times
 * are kept: the values of a batch are computed again when it is sent again.
 *
 * <p>Threads: not safe for use by several threads at once. Times are in seconds since the
 * simulation began.
 */
final class VehicleBatches {

  /** The most batches that are sent and not acknowledged. */
  static final int WINDOW = 20;

  /** The most batches that are kept: one hour at ten seconds. */
  static final int MOST = 360;

  /** The most samples of each value in a batch. */
  private static final int MOST_SAMPLES = 600;

  /** A batch. */
  private static final class Pending {
    private final long seq;
    private final int trip;
    private final double from;
    private int samples;
    private double sent = Double.NaN;
    private boolean underway;

    Pending(long seq, int trip, double from) {
      this.seq = seq;
      this.trip = trip;
      this.from = from;
    }
  }

  private final ModelledVehicle vehicle;
  private final double step;
  private final FleetCounts counts;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private long lastSeq;
  private double nextSample;
  private double progress;

  /**
   * Creates batches.
   *
   * @param start time of the first sample
   * @param step seconds between samples
   */
  VehicleBatches(ModelledVehicle vehicle, double start, double step, FleetCounts counts) {
    this.vehicle = vehicle;
    this.nextSample = start;
    this.step = step;
    this.counts = counts;
  }

  ModelledVehicle vehicle() {
    return vehicle;
  }

  /** Adds the samples up to {@code now} as new batches, one for each trip. */
  void collect(double now) {
    Pending open = null;
    for (; nextSample <= now; nextSample += step) {
      if (!vehicle.engineRuns(nextSample)) {
        open = null;
        continue;
      }
      int trip = vehicle.trip(nextSample);
      if (open == null || open.trip != trip || open.samples >= MOST_SAMPLES) {
        open = new Pending(++lastSeq, trip, nextSample);
        pending.add(open);
        counts.batches.increment();
      }
      open.samples++;
    }
    while (pending.size() > MOST) {
      pending.remove();
      counts.dropped.increment();
    }
  }

  /**
   * Returns the next batch to send, and regards it as sent; null if all are sent, or enough of
   * them.
   */
  @Nullable DataBatch next(double now, FleetValues values) {
    int underway = 0;
    for (Pending each : pending) {
      if (underway >= WINDOW) {
        return null;
      }
      if (!each.underway) {
        send(each, now);
        return batch(each, now, values);
      }
      underway++;
    }
    return null;
  }

  private void send(Pending batch, double now) {
    if (Double.isNaN(batch.sent)) {
      batch.sent = now;
      progress = Math.max(progress, pending.size() == 1 ? now : progress);
    } else {
      counts.repeated.increment();
    }
    batch.underway = true;
  }

  private DataBatch batch(Pending of, double now, FleetValues values) {
    counts.values.add((long) of.samples * values.count());
    return new DataBatch(
        values.epoch(),
        of.seq,
        pending.getFirst().seq,
        of.trip,
        values.time(of.from),
        true,
        Math.max(0, Math.round((now - of.from) * 1000)),
        vehicle.vin(),
        values.series(vehicle, of.from, step, of.samples),
        List.of());
  }

  /** Handles that a batch could not be sent. */
  void failed(long seq) {
    for (Pending each : pending) {
      if (each.seq == seq) {
        each.underway = false;
      }
    }
  }

  /** Regards no batch as sent: the connection was lost, or is a new one. */
  void sendAllAgain(double now) {
    pending.forEach(each -> each.underway = false);
    progress = now;
  }

  /** Returns whether batches are sent, but none was acknowledged for some seconds. */
  boolean isStalled(double now, double seconds) {
    return !pending.isEmpty() && pending.getFirst().underway && now - progress > seconds;
  }

  /** Removes the acknowledged batches; returns whether others wait to be sent. */
  boolean acknowledge(Acknowledgement stored, double now) {
    boolean oldest = true; // later ones are no progress: the oldest one may be lost
    for (Iterator<Pending> all = pending.iterator(); all.hasNext(); ) {
      Pending each = all.next();
      oldest &= stored.covers(each.seq);
      if (stored.covers(each.seq)) {
        all.remove();
        progress = oldest ? now : progress;
        counts.acknowledged.increment();
        counts.delays.add(Math.round((now - each.sent) * 1000));
      }
    }
    return pending.stream().anyMatch(each -> !each.underway);
  }

  /** Returns the number of batches that are not acknowledged. */
  int size() {
    return pending.size();
  }
}
