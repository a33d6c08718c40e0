package io.obdio.sim.elm327;

import io.obdio.sim.bus.DiagnosticConnector;
import io.obdio.sim.bus.Timeline;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import org.jspecify.annotations.Nullable;

/**
 * The emulated adapter as a state machine: bytes and the passing of time go in, bytes come out. It
 * owns no thread, no socket and no clock.
 *
 * <p>Threads: one at a time; whoever puts it on a line sees to that. Only the {@link FaultInjector}
 * may be used by others meanwhile.
 */
public final class Elm327 {

  private final Timeline time;
  private final FaultInjector faults;
  private final Chip chip;
  private boolean unplugged;

  private @Nullable Long realTimeOrigin;

  /** An adapter that has just got its power, at the simulation's start. */
  public Elm327(ElmConfig config, DiagnosticConnector car, FaultInjector faults) {
    this(config, car, faults, 0);
  }

  /**
   * An adapter that gets its power later.
   *
   * @param start nanoseconds since the simulation's start, by which the faults are scheduled
   */
  public Elm327(ElmConfig config, DiagnosticConnector car, FaultInjector faults, long start) {
    this.time = new Timeline(start);
    this.faults = faults;
    this.chip = new Chip(config, car, faults, time);
  }

  /** The faults it asks for. */
  public FaultInjector faults() {
    return faults;
  }

  /** Nanoseconds since the simulation's start. */
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
   * Lets time pass.
   *
   * @param nanos since the simulation's start; earlier than now means now
   */
  public void advanceTo(long nanos) {
    time.advanceTo(nanos);
    checkFaults();
  }

  /** When something will happen by itself; {@link Long#MAX_VALUE} for never. */
  public long nextEvent() {
    return Math.min(time.next(), faults.nextChange(time.now()));
  }

  /** The host sends bytes now. */
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

  /** What has reached the host since the last call, perhaps nothing. */
  public byte[] takeOutput() {
    return chip.line.takeDelivered();
  }

  /** True if there is something to take. */
  public boolean hasOutput() {
    return chip.line.hasDelivered();
  }

  /** The host's baud rate, for lines where it may differ from the adapter's; 0 if it can't. */
  public void setHostBaud(int baud) {
    chip.line.hostBaud(baud);
  }

  /** The adapter's baud rate. */
  public int baud() {
    return chip.line.baud();
  }

  /** Takes the power away and gives it back: what is not stored is lost. */
  public void powerCycle() {
    chip.powerCycle();
  }

  /** True while the adapter is not there at all. */
  public boolean unplugged() {
    checkFaults();
    return unplugged;
  }

  /** True, once, if the link to the host has to be cut though the adapter stays. */
  public boolean takeLinkDrop() {
    boolean dropped = chip.linkDropped;
    chip.linkDropped = false;
    return dropped;
  }

  /** Faults that strike by themselves. */
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
