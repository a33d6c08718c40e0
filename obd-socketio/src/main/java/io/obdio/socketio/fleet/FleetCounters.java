package io.obdio.socketio.fleet;

import java.util.concurrent.atomic.LongAdder;

/** The counters of a node. For any thread. */
final class FleetCounters {
  final LongAdder batches = new LongAdder();
  final LongAdder samples = new LongAdder();
  final LongAdder duplicates = new LongAdder();
  final LongAdder states = new LongAdder();
  final LongAdder acknowledgements = new LongAdder();
  final LongAdder invalid = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder expired = new LongAdder();
  final LongAdder replaced = new LongAdder();
}
