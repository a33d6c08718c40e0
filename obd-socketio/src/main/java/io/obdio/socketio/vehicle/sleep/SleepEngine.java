package io.obdio.socketio.vehicle.sleep;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The decision when the connection to the vehicle sleeps and wakes. Pure: observations and times
 * (in nanoseconds) are parameters, the state and the checks that are due are the results. Not
 * thread-safe.
 *
 * <p>The vehicle is in use while the engine runs, it moves, or its battery is charged. A vehicle
 * that answers, but neither with engine speed nor vehicle speed, is in use as well, because there
 * is no sign that it is not.
 */
final class SleepEngine {

  /** Time between two checks of a vehicle that is awake. */
  private static final long SAMPLE = TimeUnit.SECONDS.toNanos(10);

  /** The voltage must be below the guard for so long: longer than a starter turns an engine. */
  private static final long GUARD_DELAY = TimeUnit.SECONDS.toNanos(30);

  /** Time without a sign of activity after which the next one is a change. */
  private static final long SILENCE = TimeUnit.SECONDS.toNanos(10);

  /** Least time between two checks that clients or activity cause while the voltage is low. */
  private static final long LOW_VOLTAGE_CHECK = TimeUnit.MINUTES.toNanos(1);

  /** Failed measurements in a row after which the voltage counts as not measurable. */
  private static final int MAX_FAILED = 3;

  private final SleepOptions options;
  private final VoltageLevels levels;
  private SleepState state = SleepState.AWAKE;
  private SleepReason reason = SleepReason.CONNECTED;
  private long lastUse;
  private long lastRequest;
  private long lastCheck;
  private long lowSince;
  private boolean low;
  private boolean answering;
  private boolean checkVehicle;
  private boolean checkVoltage;
  private boolean measurable;
  private int failed;
  private long lastActivity;
  private boolean anyActivity;

  SleepEngine(SleepOptions options, long now) {
    this.options = options;
    this.levels = new VoltageLevels(options);
    reset(now);
  }

  /** Begins again with another connection. */
  void reset(long now) {
    levels.reset();
    low = false;
    measurable = false;
    answering = false;
    checkVehicle = false;
    checkVoltage = false;
    anyActivity = false;
    failed = 0;
    lastRequest = now - options.client().toNanos();
    lastCheck = now;
    use(SleepReason.CONNECTED, now);
  }

  SleepState state() {
    return state;
  }

  SleepReason reason() {
    return reason;
  }

  /** Returns the voltage that was measured last; empty if it is not known. */
  OptionalDouble volts() {
    return levels.volts();
  }

  /** Returns the check that is due. */
  SleepCheck due(long now) {
    return nextCheck() - now > 0 ? SleepCheck.NONE : kind();
  }

  private SleepCheck kind() {
    boolean vehicle =
        switch (state) {
          case AWAKE -> true;
          case ASLEEP -> checkVehicle || !measurable;
          case LOW_VOLTAGE -> !measurable;
        };
    return vehicle ? SleepCheck.VEHICLE : SleepCheck.VOLTAGE;
  }

  /** Returns when the next check is due. */
  long nextCheck() {
    if (state == SleepState.ASLEEP ? checkVehicle : state != SleepState.AWAKE && checkVoltage) {
      return lastCheck;
    }
    return lastCheck + interval();
  }

  private long interval() {
    return switch (state) {
      case AWAKE -> Math.min(SAMPLE, options.after().toNanos() / 4);
      case ASLEEP -> {
        long regular = (measurable ? options.check() : options.probe()).toNanos();
        yield low ? Math.min(guardDelay(), regular) : regular; // a low voltage soon once more
      }
      case LOW_VOLTAGE -> {
        long regular = options.guardCheck().toNanos();
        yield measurable ? regular : Math.max(regular, options.probe().toNanos());
      }
    };
  }

  private long guardDelay() {
    return Math.min(GUARD_DELAY, options.guardCheck().toNanos());
  }

  /** Notes the result of a check. */
  void observe(SleepCheck check, SleepObservation seen, long now) {
    lastCheck = now;
    checkVoltage = false;
    if (!seen.connected()) {
      disconnected(now);
      return;
    }
    noteVoltage(seen);
    boolean vehicle = check == SleepCheck.VEHICLE;
    SleepReason use = reasonForUse(seen, vehicle);
    if (use != null) {
      low = false;
      use(use, now);
    } else {
      noteIdle(now);
    }
    if (vehicle) {
      answering = seen.answering();
      checkVehicle = false;
    }
  }

  /** Notes that the port is not open: it is opened again as if the vehicle were not parked. */
  void disconnected(long now) {
    if (state == SleepState.AWAKE) {
      lastUse = now;
    } else {
      reset(now);
    }
  }

  private void noteVoltage(SleepObservation seen) {
    levels.note(seen.volts());
    if (seen.passive() && levels.isKnown()) {
      measurable = true;
      failed = 0;
    } else if (measurable && ++failed >= MAX_FAILED) {
      measurable = false;
      failed = 0;
    }
    checkVehicle |= state == SleepState.ASLEEP && levels.hasStepped();
  }

  private @Nullable SleepReason reasonForUse(SleepObservation seen, boolean vehicle) {
    if (isPositive(seen.rpm()) || isPositive(seen.speed())) {
      return SleepReason.IN_USE;
    }
    if (levels.isCharging()) {
      return SleepReason.CHARGING;
    }
    if (!vehicle || !seen.answering()) {
      return null;
    }
    if (state == SleepState.ASLEEP && !answering) {
      return SleepReason.IGNITION;
    }
    boolean unknown = seen.rpm().isEmpty() && seen.speed().isEmpty();
    return unknown && state == SleepState.AWAKE ? SleepReason.IN_USE : null;
  }

  private static boolean isPositive(OptionalDouble value) {
    return value.isPresent() && value.getAsDouble() > 0;
  }

  private void use(SleepReason use, long now) {
    lastUse = now;
    state = SleepState.AWAKE;
    reason = use;
  }

  private void noteIdle(long now) {
    if (!levels.isLow()) {
      low = false;
    } else if (!low) {
      low = true;
      lowSince = now;
    }
    if (low && now - lowSince >= guardDelay()) {
      state = SleepState.LOW_VOLTAGE;
      reason = SleepReason.LOW_VOLTAGE;
    } else if (state == SleepState.LOW_VOLTAGE && levels.isRecovered()) {
      sleep(SleepReason.RECOVERED);
    } else if (state == SleepState.AWAKE
        && now - lastUse >= options.after().toNanos()
        && now - lastRequest >= options.client().toNanos()) {
      sleep(SleepReason.IDLE);
    }
  }

  private void sleep(SleepReason why) {
    state = SleepState.ASLEEP;
    reason = why;
    checkVehicle = false;
  }

  /** Notes a request of a client; returns whether it may be sent to the vehicle. */
  boolean request(long now) {
    switch (state) {
      case AWAKE -> lastRequest = now;
      case ASLEEP -> {
        use(SleepReason.CLIENT, now);
        lastUse = now - options.after().toNanos();
        lastRequest = now;
      }
      case LOW_VOLTAGE -> checkVoltageSoon(now);
    }
    return state == SleepState.AWAKE;
  }

  /** Notes a sign that the vehicle may have been switched on. */
  void activity(long now) {
    boolean change = !anyActivity || now - lastActivity > SILENCE;
    anyActivity = true;
    lastActivity = now;
    if (change && state == SleepState.ASLEEP) {
      checkVehicle = true;
    } else if (change && state == SleepState.LOW_VOLTAGE) {
      checkVoltageSoon(now);
    }
  }

  private void checkVoltageSoon(long now) {
    checkVoltage |= now - lastCheck >= LOW_VOLTAGE_CHECK;
  }
}
