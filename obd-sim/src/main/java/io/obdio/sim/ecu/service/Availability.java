package io.obdio.sim.ecu.service;

import io.obdio.sim.ecu.ExtendedAddress;
import io.obdio.sim.vehicle.SimClock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How quickly an ECU answers, by which second address, and whether it is there at all: after a
 * reset it is away for a while. Guarded by the car's lock but for the latency and the address,
 * which any thread may set.
 */
public final class Availability {

  private final SimClock clock;
  private volatile Duration latency = Duration.ZERO;
  private volatile @Nullable ExtendedAddress extended;
  private long awayFrom;
  private long awayFor;

  public Availability(SimClock clock) {
    this.clock = clock;
  }

  public Duration latency() {
    return latency;
  }

  public void setLatency(Duration latency) {
    if (latency.isNegative()) {
      throw new IllegalArgumentException("negative latency: " + latency);
    }
    this.latency = latency;
  }

  public Optional<ExtendedAddress> extendedAddress() {
    return Optional.ofNullable(extended);
  }

  public void setExtendedAddress(ExtendedAddress address) {
    extended = address;
  }

  /** Away from now on for {@code duration}. */
  public void goAway(Duration duration) {
    awayFrom = clock.nanos();
    awayFor = duration.toNanos();
  }

  public boolean isUp() {
    return awayFor == 0 || clock.nanos() - awayFrom >= awayFor;
  }
}
