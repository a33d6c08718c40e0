package io.obdio.socketio.devices;

import io.obdio.socketio.vehicle.RequestException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A relay or a digital output that switches something of the program on and off. */
final class SwitchDevice extends Device {

  private static final String VALUE = "value";

  /** The action of a switch. */
  @FunctionalInterface
  interface Action {
    /** Begins to switch; completes when it is done. */
    CompletionStage<?> set(boolean on) throws RequestException;
  }

  private final String description;
  private final BooleanSupplier state;
  private final Action action;
  private int pending;

  /**
   * Creates a switch.
   *
   * @param state whether it is on now; returns at once
   */
  SwitchDevice(
      DeviceType type, String name, String description, BooleanSupplier state, Action action) {
    super(type, name);
    this.description = description;
    this.state = state;
    this.action = action;
    refresh();
  }

  @Override
  void describe(Map<String, @Nullable Object> fields) {
    fields.put(VALUE, state.getAsBoolean() ? 1 : 0);
    fields.put("pending", pending > 0);
    fields.put("mode", "Simple");
    fields.put("modes", java.util.List.of("Simple"));
    fields.put("name", description);
  }

  @Override
  Set<String> settable() {
    return Set.of(VALUE);
  }

  @Override
  CompletionStage<?> set(Map<String, @Nullable Object> fields) throws RequestException {
    return action.set(SetValues.isOn(VALUE, fields.get(VALUE)));
  }

  /** Counts actions in progress: 1 when one begins, -1 when it ends. */
  void count(int change) {
    pending += change;
  }
}
