package io.obdio.socketio.app.sim;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The counters of the simulator. Safe for use by several threads. */
final class FleetCounts {

  final AtomicInteger connected = new AtomicInteger();
  final LongAdder batches = new LongAdder();
  final LongAdder values = new LongAdder();
  final LongAdder acknowledged = new LongAdder();
  final LongAdder repeated = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder bytes = new LongAdder();
  final LongAdder states = new LongAdder();
  final LongAdder live = new LongAdder();
  final LongAdder failures = new LongAdder();

  /** Times from the first sending of a batch to its acknowledgement. */
  final Delays delays = new Delays();

  /** Returns the number of batches that are not acknowledged yet. */
  long waiting() {
    return batches.sum() - acknowledged.sum() - dropped.sum();
  }
}
