package io.obdio.sim.ecu.service;

import io.obdio.sim.ecu.EcuAddresses;
import io.obdio.sim.ecu.EcuExtendedAddress;
import io.obdio.sim.vehicle.SimClock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The addresses and the delay of an ECU, and its absence after a reset.
 *
 * <p>Threads: any thread may read and set addresses and latency. The rest is guarded by the
 * vehicle's lock.
 */
public final class Availability {

  private final SimClock clock;
  private volatile Duration latency = Duration.ZERO;
  private volatile EcuAddresses addresses;
  private volatile @Nullable EcuExtendedAddress extended;
  private long awaySince;
  private long awayFor;

  /** Creates the state of an ECU that answers at once. */
  public Availability(SimClock clock, EcuAddresses addresses) {
    this.clock = clock;
    this.addresses = addresses;
  }

  /** Returns the delay of every answer. */
  public Duration latency() {
    return latency;
  }

  /** Sets the delay of every answer; must not be negative. */
  public void setLatency(Duration latency) {
    if (latency.isNegative()) {
      throw new IllegalArgumentException("negative latency: " + latency);
    }
    this.latency = latency;
  }

  /** Returns the addresses. */
  public EcuAddresses addresses() {
    return addresses;
  }

  /** Changes the addresses. */
  public void setAddresses(EcuAddresses addresses) {
    this.addresses = addresses;
  }

  /** Returns the address of extended addressing, if the ECU has one. */
  public Optional<EcuExtendedAddress> extendedAddress() {
    return Optional.ofNullable(extended);
  }

  /** Adds an address of extended addressing. */
  public void setExtendedAddress(EcuExtendedAddress address) {
    extended = address;
  }

  /** Makes the ECU unavailable for {@code duration}. */
  public void goAway(Duration duration) {
    awaySince = clock.nanos();
    awayFor = duration.toNanos();
  }

  /** Returns whether the ECU is available. */
  public boolean isUp() {
    return awayFor == 0 || clock.nanos() - awaySince >= awayFor;
  }
}
