package io.obdio.core.command;

import static io.obdio.core.command.Channel.ELECTRICAL;
import static io.obdio.core.command.Channel.EMISSIONS;
import static io.obdio.core.command.Channel.FUEL;
import static io.obdio.core.command.Channel.POWERTRAIN;
import static io.obdio.core.command.Channel.TROUBLE;

import io.obdio.core.decode.Decoders;
import io.obdio.core.unit.Quantity;
import io.obdio.core.value.SensorValues;
import io.obdio.core.value.Status;
import io.obdio.core.value.SupportedPids;
import java.util.List;

/** Service 01, current data, PIDs 40 to 5F (SAE J1979 appendix B). */
abstract class Service01Range40 extends Service01Range20 {

  private static final CommandTable TABLE = new CommandTable(0x01, EcuFilter.ENGINE);

  public static final ObdCommand<SupportedPids> PIDS_C =
      TABLE.row(0x40, "PIDS_C", "Supported PIDs [41-60]", 6, Decoders.supported(0x40));

  public static final ObdCommand<Status> STATUS_DRIVE_CYCLE =
      TABLE.row(
          0x41,
          "STATUS_DRIVE_CYCLE",
          "Monitor status this drive cycle",
          6,
          Decoders.STATUS,
          TROUBLE);

  public static final ObdCommand<Quantity> CONTROL_MODULE_VOLTAGE =
      TABLE.row(
          0x42,
          "CONTROL_MODULE_VOLTAGE",
          "Control module voltage",
          4,
          Decoders.uas(0x0B, 2),
          ELECTRICAL);

  public static final ObdCommand<Quantity> ABSOLUTE_LOAD =
      TABLE.row(
          0x43, "ABSOLUTE_LOAD", "Absolute load value", 4, Decoders.ABSOLUTE_LOAD, POWERTRAIN);

  public static final ObdCommand<Quantity> COMMANDED_EQUIV_RATIO =
      TABLE.row(
          0x44,
          "COMMANDED_EQUIV_RATIO",
          "Commanded equivalence ratio",
          4,
          Decoders.EQUIVALENCE_RATIO,
          FUEL);

  public static final ObdCommand<Quantity> RELATIVE_THROTTLE_POS =
      TABLE.row(
          0x45,
          "RELATIVE_THROTTLE_POS",
          "Relative throttle position",
          3,
          Decoders.PERCENT,
          POWERTRAIN);

  public static final ObdCommand<Quantity> AMBIANT_AIR_TEMP =
      TABLE.row(
          0x46, "AMBIANT_AIR_TEMP", "Ambient air temperature", 3, Decoders.TEMPERATURE, POWERTRAIN);

  public static final ObdCommand<Quantity> THROTTLE_POS_B =
      TABLE.row(
          0x47, "THROTTLE_POS_B", "Absolute throttle position B", 3, Decoders.PERCENT, POWERTRAIN);

  public static final ObdCommand<Quantity> THROTTLE_POS_C =
      TABLE.row(
          0x48, "THROTTLE_POS_C", "Absolute throttle position C", 3, Decoders.PERCENT, POWERTRAIN);

  public static final ObdCommand<Quantity> ACCELERATOR_POS_D =
      TABLE.row(
          0x49,
          "ACCELERATOR_POS_D",
          "Accelerator pedal position D",
          3,
          Decoders.PERCENT,
          POWERTRAIN);

  public static final ObdCommand<Quantity> ACCELERATOR_POS_E =
      TABLE.row(
          0x4A,
          "ACCELERATOR_POS_E",
          "Accelerator pedal position E",
          3,
          Decoders.PERCENT,
          POWERTRAIN);

  public static final ObdCommand<Quantity> ACCELERATOR_POS_F =
      TABLE.row(
          0x4B,
          "ACCELERATOR_POS_F",
          "Accelerator pedal position F",
          3,
          Decoders.PERCENT,
          POWERTRAIN);

  public static final ObdCommand<Quantity> THROTTLE_ACTUATOR =
      TABLE.row(
          0x4C,
          "THROTTLE_ACTUATOR",
          "Commanded throttle actuator",
          3,
          Decoders.PERCENT,
          POWERTRAIN);

  public static final ObdCommand<Quantity> RUN_TIME_MIL =
      TABLE.row(0x4D, "RUN_TIME_MIL", "Time run with MIL on", 4, Decoders.uas(0x34, 2), TROUBLE);

  public static final ObdCommand<Quantity> TIME_SINCE_DTC_CLEARED =
      TABLE.row(
          0x4E,
          "TIME_SINCE_DTC_CLEARED",
          "Time since trouble codes cleared",
          4,
          Decoders.uas(0x34, 2),
          TROUBLE);

  public static final ObdCommand<SensorValues> MAX_VALUES =
      TABLE.row(
          0x4F, "MAX_VALUES", "Various Max values", 6, MultiValueDecoders.MAX_VALUES, EMISSIONS);

  public static final ObdCommand<Quantity> MAX_MAF =
      TABLE.row(
          0x50,
          "MAX_MAF",
          "Maximum value for mass air flow sensor",
          6,
          Decoders.MAX_MAF,
          POWERTRAIN);

  public static final ObdCommand<String> FUEL_TYPE =
      TABLE.row(0x51, "FUEL_TYPE", "Fuel Type", 3, Decoders.FUEL_TYPE, FUEL);

  public static final ObdCommand<Quantity> ETHANOL_PERCENT =
      TABLE.row(0x52, "ETHANOL_PERCENT", "Ethanol Fuel Percent", 3, Decoders.PERCENT, FUEL);

  public static final ObdCommand<Quantity> EVAP_VAPOR_PRESSURE_ABS =
      TABLE.row(
          0x53,
          "EVAP_VAPOR_PRESSURE_ABS",
          "Absolute Evap system Vapor Pressure",
          4,
          Decoders.EVAP_PRESSURE_ABSOLUTE,
          EMISSIONS);

  public static final ObdCommand<Quantity> EVAP_VAPOR_PRESSURE_ALT =
      TABLE.row(
          0x54,
          "EVAP_VAPOR_PRESSURE_ALT",
          "Evap system vapor pressure",
          4,
          Decoders.EVAP_PRESSURE_WIDE,
          EMISSIONS);

  public static final ObdCommand<Quantity> SHORT_O2_TRIM_B1 =
      TABLE.row(
          0x55,
          "SHORT_O2_TRIM_B1",
          "Short term secondary O2 trim - Bank 1",
          4,
          Decoders.PERCENT_CENTERED,
          FUEL);

  public static final ObdCommand<Quantity> LONG_O2_TRIM_B1 =
      TABLE.row(
          0x56,
          "LONG_O2_TRIM_B1",
          "Long term secondary O2 trim - Bank 1",
          4,
          Decoders.PERCENT_CENTERED,
          FUEL);

  public static final ObdCommand<Quantity> SHORT_O2_TRIM_B2 =
      TABLE.row(
          0x57,
          "SHORT_O2_TRIM_B2",
          "Short term secondary O2 trim - Bank 2",
          4,
          Decoders.PERCENT_CENTERED,
          FUEL);

  public static final ObdCommand<Quantity> LONG_O2_TRIM_B2 =
      TABLE.row(
          0x58,
          "LONG_O2_TRIM_B2",
          "Long term secondary O2 trim - Bank 2",
          4,
          Decoders.PERCENT_CENTERED,
          FUEL);

  public static final ObdCommand<Quantity> FUEL_RAIL_PRESSURE_ABS =
      TABLE.row(
          0x59,
          "FUEL_RAIL_PRESSURE_ABS",
          "Fuel rail pressure (absolute)",
          4,
          Decoders.uas(0x1B, 2),
          FUEL);

  public static final ObdCommand<Quantity> RELATIVE_ACCEL_POS =
      TABLE.row(
          0x5A,
          "RELATIVE_ACCEL_POS",
          "Relative accelerator pedal position",
          3,
          Decoders.PERCENT,
          POWERTRAIN);

  public static final ObdCommand<Quantity> HYBRID_BATTERY_REMAINING =
      TABLE.row(
          0x5B,
          "HYBRID_BATTERY_REMAINING",
          "Hybrid battery pack remaining life",
          3,
          Decoders.PERCENT,
          ELECTRICAL);

  public static final ObdCommand<Quantity> OIL_TEMP =
      TABLE.row(0x5C, "OIL_TEMP", "Engine oil temperature", 3, Decoders.TEMPERATURE, POWERTRAIN);

  public static final ObdCommand<Quantity> FUEL_INJECT_TIMING =
      TABLE.row(
          0x5D, "FUEL_INJECT_TIMING", "Fuel injection timing", 4, Decoders.INJECT_TIMING, FUEL);

  public static final ObdCommand<Quantity> FUEL_RATE =
      TABLE.row(0x5E, "FUEL_RATE", "Engine fuel rate", 4, Decoders.FUEL_RATE, FUEL);

  public static final ObdCommand<String> EMISSION_REQ =
      TABLE.row(
          0x5F,
          "EMISSION_REQ",
          "Designed emission requirements",
          3,
          Decoders.EMISSION_REQUIREMENTS,
          EMISSIONS);

  Service01Range40() {}

  /** Returns the rows of this file, in order. */
  static List<ObdCommand<?>> range40() {
    return TABLE.rows();
  }
}
