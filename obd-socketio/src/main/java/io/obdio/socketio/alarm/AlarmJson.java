package io.obdio.socketio.alarm;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The JSON of alarms and of their changes, with times of the wall clock. For any thread. */
final class AlarmJson {

  private final InstantSource clock;
  private final LongSupplier nanos;

  AlarmJson(InstantSource clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  /**
   * Returns {@code {"id": .., "phase": .., "acknowledged": .., "value": .., "since": .., "fired":
   * .., "count": .., "rule": {..}}}; {@code value} and {@code fired} are left out if there are
   * none. Times are in ms since 1970.
   */
  Map<String, Object> alarm(AlarmState state) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", state.rule().id());
    json.put("phase", state.phase().word());
    json.put("acknowledged", state.acknowledged());
    state.value().ifPresent(value -> json.put("value", value));
    json.put("since", time(state.since()));
    state.fired().ifPresent(fired -> json.put("fired", time(fired)));
    json.put("count", state.count());
    json.put("rule", AlarmRules.json(state.rule()));
    return json;
  }

  /** Returns {@code {"kind": .., "alarm": {..}}}. */
  Map<String, Object> change(AlarmChange change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", change.kind().word());
    json.put("alarm", alarm(change.state()));
    return json;
  }

  /** Returns the time of the wall clock: it may have been set since, therefore by the age. */
  private long time(long then) {
    return clock.millis() - TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - then);
  }
}
