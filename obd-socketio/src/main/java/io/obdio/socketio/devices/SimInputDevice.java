package io.obdio.socketio.devices;

import io.obdio.core.transport.SimulatorControls;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An analogue output that fixes a signal of the simulated vehicle. Mode {@code Drive} returns the
 * signal to the simulated drive.
 */
final class SimInputDevice extends Device {

  /** Begins the names of all devices of the simulator. */
  static final String PREFIX = "SIM_";

  private static final String DRIVE = "Drive";
  private static final String FIXED = "Fixed";
  private static final String VALUE = "value";
  private static final String MODE = "mode";

  private final SimulatorControls controls;
  private final SimulatorControls.Input input;

  SimInputDevice(SimulatorControls controls, SimulatorControls.Input input) {
    super(DeviceType.AO, PREFIX + input.name().toUpperCase(Locale.ROOT));
    this.controls = controls;
    this.input = input;
    refresh();
  }

  @Override
  void describe(Map<String, @Nullable Object> fields) {
    List<Object> range = List.of(SetValues.rounded(input.min()), SetValues.rounded(input.max()));
    fields.put(VALUE, SetValues.rounded(controls.value(input.name())));
    fields.put("unit", input.unit());
    fields.put(MODE, controls.fixedValue(input.name()).isPresent() ? FIXED : DRIVE);
    Map<String, Object> modes = new LinkedHashMap<>();
    modes.put(DRIVE, Map.of("unit", input.unit(), "range", range));
    modes.put(FIXED, Map.of("unit", input.unit(), "range", range));
    fields.put("modes", modes);
    fields.put("range", range);
    fields.put("name", input.description());
  }

  @Override
  Set<String> settable() {
    return Set.of(VALUE, MODE);
  }

  @Override
  CompletionStage<?> set(Map<String, @Nullable Object> fields) throws RequestException {
    String mode = fields.containsKey(MODE) ? SetValues.text(MODE, fields.get(MODE)) : FIXED;
    boolean drive = mode.equalsIgnoreCase(DRIVE);
    if (!drive && !mode.equalsIgnoreCase(FIXED)) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT,
          "mode must be " + DRIVE + " or " + FIXED + ", not '" + mode + "'");
    }
    double value =
        fields.containsKey(VALUE)
            ? SetValues.number(VALUE, fields.get(VALUE))
            : controls.value(input.name());
    if (drive) {
      controls.release(input.name());
    } else if (value < input.min() || value > input.max()) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT,
          name() + " must be from " + input.min() + " to " + input.max() + ", not " + value);
    } else {
      controls.fix(input.name(), value);
    }
    return done();
  }
}
