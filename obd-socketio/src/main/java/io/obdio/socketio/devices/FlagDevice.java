package io.obdio.socketio.devices;

import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A digital input: a flag of the vehicle or of the connection, with a counter of rising edges. */
final class FlagDevice extends Device {

  private static final String COUNTER = "counter";

  private boolean on;
  private long counter;

  FlagDevice(String name) {
    super(DeviceType.DI, name);
    refresh();
  }

  /** Sets the flag and counts a rising edge. */
  void update(boolean now) {
    if (now && !on) {
      counter++;
    }
    on = now;
  }

  @Override
  void describe(Map<String, @Nullable Object> fields) {
    fields.put("value", on ? 1 : 0);
    fields.put("debounce", 0);
    fields.put("counter_modes", List.of("Enabled"));
    fields.put("counter_mode", "Enabled");
    fields.put(COUNTER, counter);
    fields.put("mode", "Simple");
    fields.put("modes", List.of("Simple"));
  }

  @Override
  Set<String> settable() {
    return Set.of(COUNTER);
  }

  @Override
  CompletionStage<?> set(Map<String, @Nullable Object> fields) throws RequestException {
    double number = SetValues.number(COUNTER, fields.get(COUNTER));
    if (number < 0 || number > 1e15 || number != Math.rint(number)) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, "counter must be a whole number of 0 or more");
    }
    counter = (long) number;
    return done();
  }
}
