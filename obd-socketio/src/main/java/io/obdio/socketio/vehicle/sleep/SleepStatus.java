package io.obdio.socketio.vehicle.sleep;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The power state with its reason.
 *
 * @param since when the state began
 * @param volts the supply voltage that was measured last, in volts; empty if it is not known
 */
public record SleepStatus(
    SleepState state, SleepReason reason, Instant since, OptionalDouble volts) {

  /** Returns the members {@code state}, {@code reason}, {@code since} and {@code voltage}. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("state", state.word());
    json.put("reason", reason.word());
    json.put("since", since.toEpochMilli());
    json.put("voltage", volts.isPresent() ? volts.getAsDouble() : null);
    return json;
  }

  @Override
  public String toString() {
    return state.word()
        + ": "
        + reason.text()
        + (volts.isPresent() ? " (" + volts.getAsDouble() + " V)" : "");
  }
}
