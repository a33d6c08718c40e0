package io.obdio.sim.fleet;

import static io.obdio.sim.vehicle.VehicleSignal.*;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.decode.Decoded;
import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Unit;
import io.obdio.sim.ecu.obd.Scaling;
import io.obdio.sim.vehicle.VehicleSignal;
import java.util.List;

/**
 * The values of a vehicle of the fleet, one row per value: what a client decodes from the responses
 * of the simulated vehicle (SAE J1979-DA, service 01).
 */
public final class FleetValue {

  /** Service id and PID in front of the data of a response. */
  private static final int HEADER_BYTES = 2;

  private static final Scaling BYTE = Scaling.unsigned(1, 1);

  private static final List<FleetValue> ALL =
      List.of(
          row("RPM", RPM, Scaling.unsigned(2, 0.25)),
          row("SPEED", SPEED, BYTE),
          row("ENGINE_LOAD", LOAD, Scaling.PERCENT),
          row("COOLANT_TEMP", COOLANT_TEMPERATURE, Scaling.TEMPERATURE),
          row("THROTTLE_POS", THROTTLE, Scaling.PERCENT),
          row("INTAKE_TEMP", INTAKE_TEMPERATURE, Scaling.TEMPERATURE),
          row("INTAKE_PRESSURE", INTAKE_PRESSURE, BYTE),
          row("MAF", MAF, Scaling.unsigned(2, 0.01)),
          row("TIMING_ADVANCE", TIMING_ADVANCE, new Scaling(1, 0.5, -64, false)),
          row("SHORT_FUEL_TRIM_1", SHORT_FUEL_TRIM, Scaling.CENTERED),
          row("LONG_FUEL_TRIM_1", LONG_FUEL_TRIM, Scaling.CENTERED),
          row("FUEL_LEVEL", FUEL_LEVEL, Scaling.PERCENT),
          row("FUEL_RATE", FUEL_RATE, Scaling.unsigned(2, 0.05)),
          row("OIL_TEMP", OIL_TEMPERATURE, Scaling.TEMPERATURE),
          row("AMBIANT_AIR_TEMP", AMBIENT_TEMPERATURE, Scaling.TEMPERATURE),
          row("BAROMETRIC_PRESSURE", BAROMETRIC_PRESSURE, BYTE),
          row("CONTROL_MODULE_VOLTAGE", VOLTAGE, Scaling.unsigned(2, 0.001)),
          row("ABSOLUTE_LOAD", ABSOLUTE_LOAD, Scaling.unsigned(2, 100.0 / 255)),
          row("RUN_TIME", RUN_TIME, Scaling.unsigned(2, 1)),
          row("ODOMETER", ODOMETER, Scaling.unsigned(4, 0.1)),
          row("RELATIVE_ACCEL_POS", ACCELERATOR, Scaling.PERCENT),
          row("EVAPORATIVE_PURGE", EVAP_PURGE, Scaling.PERCENT),
          row("FUEL_PRESSURE", FUEL_PRESSURE, Scaling.unsigned(1, 3)),
          row("CATALYST_TEMP_B1S1", CATALYST_TEMPERATURE, new Scaling(2, 0.1, -40, false)));

  /** The number of values by default. */
  public static final int DEFAULT_COUNT = 20;

  private final String command;
  private final VehicleSignal signal;
  private final Scaling scaling;

  private FleetValue(String command, VehicleSignal signal, Scaling scaling) {
    this.command = command;
    this.signal = signal;
    this.scaling = scaling;
  }

  private static FleetValue row(String command, VehicleSignal signal, Scaling scaling) {
    return new FleetValue(command, signal, scaling);
  }

  /**
   * Returns the first values of the table.
   *
   * @param count 1 to the number of rows
   * @throws IllegalArgumentException for another count
   */
  public static List<FleetValue> first(int count) {
    if (count < 1 || count > ALL.size()) {
      throw new IllegalArgumentException(
          "a vehicle of the fleet has 1 to " + ALL.size() + " values, not " + count);
    }
    return ALL.subList(0, count);
  }

  /** Returns the name of the command in {@link Commands}, such as {@code RPM}. */
  public String command() {
    return command;
  }

  /** Returns the unit of the values, which the decoder of the command determines. */
  public Unit unit() {
    ObdCommand<?> command = Commands.standard().get(this.command);
    Payload zeros = Payload.generate(command.answerBytes() - HEADER_BYTES, i -> 0);
    if (command.decoder().decode(zeros) instanceof Decoded.Value<?> decoded
        && decoded.value() instanceof Quantity quantity) {
      return quantity.unit();
    }
    throw new IllegalStateException(command + " has no numbers");
  }

  VehicleSignal signal() {
    return signal;
  }

  /**
   * Returns the value that a client decodes when the signal has the value {@code exact}, rounded to
   * 9 decimals so that its text is short.
   */
  double decoded(double exact) {
    return Math.rint(scaling.decoded(exact) * 1e9) / 1e9;
  }
}
