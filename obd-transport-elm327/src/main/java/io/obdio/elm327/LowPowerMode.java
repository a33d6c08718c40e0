package io.obdio.elm327;

import io.obdio.elm327.command.AdapterSetup;
import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.ElmAdapter;
import java.io.IOException;

/**
 * The low power mode of a session: the driver sends nothing by itself, and an adapter that can
 * sleep does. Any character wakes an adapter, which restarts then (ELM327 data sheet v2.3, "AT LP";
 * STN1100 family reference, "STSLEEP"). Not thread-safe.
 */
final class LowPowerMode {

  private static final long WAKE_MILLIS = 3000;

  private final ElmAdapter adapter;
  private boolean active;
  private boolean asleep;

  LowPowerMode(ElmAdapter adapter) {
    this.adapter = adapter;
  }

  /** Returns whether the mode is active. */
  boolean isActive() {
    return active;
  }

  /** Returns whether the adapter sleeps. */
  boolean isAsleep() {
    return asleep;
  }

  /** Begins the mode; returns whether the adapter sleeps now. */
  boolean begin(long deadline) throws IOException {
    active = true;
    if (!asleep) {
      asleep = fallAsleep(deadline);
    }
    return asleep;
  }

  private boolean fallAsleep(long deadline) throws IOException {
    boolean done =
        adapter.set(AtCommand.LOW_POWER, "", deadline)
            || adapter.isStn(deadline) && adapter.set(AtCommand.STN_SLEEP, "", deadline);
    if (done) {
      // The OK of an adapter that falls asleep may lack its prompt.
      adapter.dialogue().forget();
    }
    return done;
  }

  /** Ends the mode and wakes the adapter if it sleeps; it must be prepared again then. */
  void end(long deadline) throws IOException {
    active = false;
    wake(deadline);
  }

  private void wake(long deadline) throws IOException {
    if (asleep) {
      asleep = false;
      adapter.dialogue().settle(deadline);
      adapter.dialogue().send("");
      adapter.dialogue().await(adapter.dialogue().within(WAKE_MILLIS, deadline));
      adapter.setSettingsLost(true);
    }
  }

  /** Measures the supply voltage in volts; NaN if the adapter does not report it. */
  double voltage(long deadline) throws IOException {
    boolean slept = asleep;
    wake(deadline);
    double volts = AdapterSetup.voltage(adapter, deadline);
    if (slept) {
      asleep = fallAsleep(deadline);
    }
    return volts;
  }

  /**
   * Returns true, once, if the adapter has woken by itself, for instance by its input for the
   * ignition (IgnMon): then its banner was received.
   */
  boolean takeWoken() throws IOException {
    if (!asleep) {
      return false;
    }
    adapter.dialogue().poll();
    adapter.noteUnsolicited();
    if (!adapter.settingsLost()) {
      return false;
    }
    asleep = false;
    return true;
  }
}
