package io.obdio.sim.elm327;

import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.bus.Timeline;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import org.jspecify.annotations.Nullable;

/**
 * The emulated adapter as a state machine: bytes and time in, bytes out. It has no thread, no
 * socket and no clock.
 *
 * <p>Threads: one thread at a time. Only the {@link FaultInjector} may be used by others.
 */
public final class Elm327 {

  private final Timeline time;
  private final FaultInjector faults;
  private final Chip chip;
  private boolean unplugged;

  private @Nullable Long realTimeOrigin;

  /** Creates an adapter that is powered up at the start of the simulation. */
  public Elm327(ElmConfig config, DiagnosticConnector car, FaultInjector faults) {
    this(config, car, faults, 0);
  }

  /**
   * Creates an adapter that is powered up later.
   *
   * @param start nanoseconds since the start of the simulation, which the schedule of faults refers
   *     to
   */
  public Elm327(ElmConfig config, DiagnosticConnector car, FaultInjector faults, long start) {
    this.time = new Timeline(start);
    this.faults = faults;
    this.chip = new Chip(config, car, faults, time);
  }

  /** Returns the faults. */
  public FaultInjector faults() {
    return faults;
  }

  /** Returns the nanoseconds since the start of the simulation. */
  public long now() {
    return time.now();
  }

  /**
   * Returns the time of the simulation's start on the computer's clock. The first call fixes it;
   * every later port in real time uses the same.
   *
   * @param nanoTime {@link System#nanoTime()}
   */
  public long realTimeOrigin(long nanoTime) {
    Long origin = realTimeOrigin;
    if (origin == null) {
      origin = nanoTime - time.now();
      realTimeOrigin = origin;
    }
    return origin;
  }

  /**
   * Advances the time.
   *
   * @param nanos nanoseconds since the start of the simulation; earlier times are treated as the
   *     current time
   */
  public void advanceTo(long nanos) {
    time.advanceTo(nanos);
    checkFaults();
  }

  /** Returns the time of the next event; {@link Long#MAX_VALUE} if there is none. */
  public long nextEvent() {
    return Math.min(time.next(), faults.nextChange(time.now()));
  }

  /** Receives bytes of the host. */
  public void receive(byte[] bytes, int offset, int length) {
    checkFaults();
    if (!unplugged) {
      chip.line.fromHost(bytes, offset, length);
      time.advanceTo(time.now());
    }
  }

  /** Returns false while the line holds so many bytes of the host that it should wait. */
  public boolean takesInput() {
    return chip.line.takesInput();
  }

  /** Returns the bytes that reached the host since the last call. */
  public byte[] takeOutput() {
    return chip.line.takeDelivered();
  }

  /** Returns whether {@link #takeOutput} has bytes. */
  public boolean hasOutput() {
    return chip.line.hasDelivered();
  }

  /**
   * Sets the host's baud rate, for lines where it may differ from the adapter's; 0 if it cannot.
   */
  public void setHostBaud(int baud) {
    chip.line.hostBaud(baud);
  }

  /** Returns the adapter's baud rate. */
  public int baud() {
    return chip.line.baud();
  }

  /** Switches the supply off and on. Everything that is not stored is lost. */
  public void powerCycle() {
    chip.powerCycle();
  }

  /** Returns whether the adapter is unplugged from the host. */
  public boolean unplugged() {
    checkFaults();
    return unplugged;
  }

  /** Returns true, once, if the connection to the host must be closed. */
  public boolean takeLinkDrop() {
    boolean dropped = chip.linkDropped;
    chip.linkDropped = false;
    return dropped;
  }

  /** Applies the faults that do not wait for a command. */
  private void checkFaults() {
    if (faults.isQuiet() && !unplugged) {
      return;
    }
    boolean gone = faults.active(Fault.Unplug.class, time.now()) != null;
    if (gone && !unplugged) {
      chip.powerCycle();
    }
    unplugged = gone;
    if (!gone && faults.take(Fault.LvReset.class, time.now()) != null) {
      chip.brownOut();
    }
  }
}
