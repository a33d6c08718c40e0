package io.obdio.core.command;

import static io.obdio.core.command.Channel.ELECTRICAL;
import static io.obdio.core.command.Channel.EMISSIONS;
import static io.obdio.core.command.Channel.FUEL;
import static io.obdio.core.command.Channel.POWERTRAIN;

import io.obdio.core.decode.Decoders;
import io.obdio.core.decode.MultiValueDecoder;
import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import io.obdio.core.value.SensorValues;
import io.obdio.core.value.SupportedPids;
import java.util.List;

/**
 * Service 01, current data, PIDs A0 to E0 (SAE J1979-DA appendix B). In a response with several
 * values, bit n of the first byte indicates whether the value after {@code ifBit(n)} is supported.
 * Where the scaling is not public the value is the bytes.
 */
abstract class Service01RangeA0 extends Service01Range90 {

  private static final CommandTable TABLE = new CommandTable(0x01, EcuFilter.ENGINE);

  public static final ObdCommand<SupportedPids> PIDS_F =
      TABLE.row(0xA0, "PIDS_F", "Supported PIDs [A1-C0]", 6, Decoders.supported(0xA0));

  public static final ObdCommand<SensorValues> NOX_SENSORS_CORRECTED =
      TABLE.row(
          0xA1,
          "NOX_SENSORS_CORRECTED",
          "NOx concentration, corrected",
          11,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint16("B1S1", 1, 1, 1, Units.PPM)
              .ifBit(1)
              .uint16("B1S2", 3, 1, 1, Units.PPM)
              .ifBit(2)
              .uint16("B2S1", 5, 1, 1, Units.PPM)
              .ifBit(3)
              .uint16("B2S2", 7, 1, 1, Units.PPM)
              .build(),
          EMISSIONS);

  public static final ObdCommand<Quantity> CYLINDER_FUEL_RATE =
      TABLE.row(
          0xA2,
          "CYLINDER_FUEL_RATE",
          "Cylinder fuel rate",
          4,
          Decoders.linear(2, 1, 32, Units.MILLIGRAM_PER_STROKE),
          FUEL);

  public static final ObdCommand<SensorValues> EVAP_VAPOR_PRESSURES =
      TABLE.row(
          0xA3,
          "EVAP_VAPOR_PRESSURES",
          "Evap system vapor pressures",
          11,
          MultiValueDecoder.of()
              .ifBit(0)
              .int16("A", 1, 1, 4, Units.PASCAL)
              .ifBit(1)
              .int16("A_WIDE", 3, 2, 1, Units.PASCAL)
              .ifBit(2)
              .int16("B", 5, 1, 4, Units.PASCAL)
              .ifBit(3)
              .int16("B_WIDE", 7, 2, 1, Units.PASCAL)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> GEAR =
      TABLE.row(
          0xA4,
          "GEAR",
          "Transmission actual gear",
          6,
          MultiValueDecoder.of()
              .ifBit(0)
              .bits("GEAR", 1, 4, 15)
              .ifBit(1)
              .uint16("RATIO", 2, 1, 1000, Units.RATIO)
              .build(),
          POWERTRAIN);

  public static final ObdCommand<SensorValues> DEF_DOSING =
      TABLE.row(
          0xA5,
          "DEF_DOSING",
          "Commanded diesel exhaust fluid dosing",
          6,
          MultiValueDecoder.of()
              .ifBit(0)
              .value("COMMANDED", 1, 1, 1, 2, Units.PERCENT)
              .ifBit(1)
              .uint16("USED", 2, 5, 10000, Units.LITER)
              .build(),
          EMISSIONS);

  public static final ObdCommand<Quantity> ODOMETER =
      TABLE.row(
          0xA6, "ODOMETER", "Odometer", 6, Decoders.linear(4, 1, 10, Units.KILOMETER), POWERTRAIN);

  public static final ObdCommand<SensorValues> NOX_SENSORS_ALT =
      TABLE.row(
          0xA7,
          "NOX_SENSORS_ALT",
          "NOx concentration, sensors 3 and 4",
          11,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint16("B1S3", 1, 1, 1, Units.PPM)
              .ifBit(1)
              .uint16("B1S4", 3, 1, 1, Units.PPM)
              .ifBit(2)
              .uint16("B2S3", 5, 1, 1, Units.PPM)
              .ifBit(3)
              .uint16("B2S4", 7, 1, 1, Units.PPM)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> NOX_SENSORS_CORRECTED_ALT =
      TABLE.row(
          0xA8,
          "NOX_SENSORS_CORRECTED_ALT",
          "NOx concentration, corrected, sensors 3 and 4",
          11,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint16("B1S3", 1, 1, 1, Units.PPM)
              .ifBit(1)
              .uint16("B1S4", 3, 1, 1, Units.PPM)
              .ifBit(2)
              .uint16("B2S3", 5, 1, 1, Units.PPM)
              .ifBit(3)
              .uint16("B2S4", 7, 1, 1, Units.PPM)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> ABS_SWITCH =
      TABLE.row(
          0xA9,
          "ABS_SWITCH",
          "ABS disable switch",
          6,
          MultiValueDecoder.of().ifBit(0).flag("ABS_DISABLED", 1, 0).build(),
          POWERTRAIN);

  public static final ObdCommand<Quantity> SPEED_LIMIT =
      TABLE.row(
          0xAA,
          "SPEED_LIMIT",
          "Vehicle speed limit",
          3,
          Decoders.linear(1, 1, 1, Units.KILOMETER_PER_HOUR),
          POWERTRAIN);

  public static final ObdCommand<Quantity> BATTERY_HEALTH =
      TABLE.row(
          0xB2,
          "BATTERY_HEALTH",
          "Traction battery state of health",
          3,
          Decoders.PERCENT,
          ELECTRICAL);

  public static final ObdCommand<SupportedPids> PIDS_G =
      TABLE.row(0xC0, "PIDS_G", "Supported PIDs [C1-E0]", 6, Decoders.supported(0xC0));

  public static final ObdCommand<Payload> FUEL_LEVELS =
      TABLE.row(0xC3, "FUEL_LEVELS", "Fuel levels of tanks A and B", 4, Decoders.RAW, FUEL);

  public static final ObdCommand<Payload> PARTICULATE_INDUCEMENT =
      TABLE.row(
          0xC4,
          "PARTICULATE_INDUCEMENT",
          "Particulate control inducement system",
          10,
          Decoders.RAW,
          EMISSIONS);

  public static final ObdCommand<SensorValues> CERTIFIED_STATE =
      TABLE.row(
          0xD2,
          "CERTIFIED_STATE",
          "State of certified energy and range",
          5,
          MultiValueDecoder.of().ifBit(0).percent("ENERGY", 1).ifBit(1).percent("RANGE", 2).build(),
          ELECTRICAL);

  public static final ObdCommand<Quantity> ENGINE_ODOMETER =
      TABLE.row(
          0xD3,
          "ENGINE_ODOMETER",
          "Engine odometer",
          6,
          Decoders.linear(4, 1, 10, Units.KILOMETER),
          POWERTRAIN);

  public static final ObdCommand<SupportedPids> PIDS_H =
      TABLE.row(0xE0, "PIDS_H", "Supported PIDs [E1-FF]", 6, Decoders.supported(0xE0));

  Service01RangeA0() {}

  /** Returns the rows of this file, in order. */
  static List<ObdCommand<?>> rangeA0() {
    return TABLE.rows();
  }
}
