package io.obdio.sim.ecu;

import io.obdio.sim.vehicle.SimClock;
import java.time.Duration;

/**
 * How quickly an ECU answers, and whether it is there at all: after a reset it is away for a while.
 * Guarded by the car's lock but for the latency, which any thread may set.
 */
final class Availability {

  private final SimClock clock;
  private volatile Duration latency = Duration.ZERO;
  private long awayFrom;
  private long awayFor;

  Availability(SimClock clock) {
    this.clock = clock;
  }

  Duration latency() {
    return latency;
  }

  void setLatency(Duration latency) {
    if (latency.isNegative()) {
      throw new IllegalArgumentException("negative latency: " + latency);
    }
    this.latency = latency;
  }

  /** Away from now on for {@code duration}. */
  void goAway(Duration duration) {
    awayFrom = clock.nanos();
    awayFor = duration.toNanos();
  }

  boolean isUp() {
    return awayFor == 0 || clock.nanos() - awayFrom >= awayFor;
  }
}
