package io.obdio.core.command;

import static io.obdio.core.command.Channel.EMISSIONS;
import static io.obdio.core.command.Channel.FUEL;
import static io.obdio.core.command.Channel.POWERTRAIN;
import static io.obdio.core.command.Channel.TROUBLE;

import io.obdio.core.decode.Decoders;
import io.obdio.core.unit.Quantity;
import io.obdio.core.value.FuelStatus;
import io.obdio.core.value.OxygenSensors;
import io.obdio.core.value.Status;
import io.obdio.core.value.SupportedPids;
import io.obdio.core.value.TroubleCode;
import java.util.List;

/** Service 01, current data, PIDs 00 to 1F (SAE J1979 appendix B). */
abstract class Service01Range00 {

  private static final CommandTable TABLE = new CommandTable(0x01, EcuFilter.ENGINE);

  public static final ObdCommand<SupportedPids> PIDS_A =
      TABLE.row(0x00, "PIDS_A", "Supported PIDs [01-20]", 6, Decoders.supported(0x00));

  public static final ObdCommand<Status> STATUS =
      TABLE.row(0x01, "STATUS", "Status since DTCs cleared", 6, Decoders.STATUS, TROUBLE);

  public static final ObdCommand<TroubleCode> FREEZE_DTC =
      TABLE.row(
          0x02,
          "FREEZE_DTC",
          "DTC that triggered the freeze frame",
          4,
          Decoders.SINGLE_CODE,
          TROUBLE);

  public static final ObdCommand<FuelStatus> FUEL_STATUS =
      TABLE.row(0x03, "FUEL_STATUS", "Fuel System Status", 4, Decoders.FUEL_STATUS, FUEL);

  public static final ObdCommand<Quantity> ENGINE_LOAD =
      TABLE.row(0x04, "ENGINE_LOAD", "Calculated Engine Load", 3, Decoders.PERCENT, POWERTRAIN);

  public static final ObdCommand<Quantity> COOLANT_TEMP =
      TABLE.row(
          0x05, "COOLANT_TEMP", "Engine Coolant Temperature", 3, Decoders.TEMPERATURE, POWERTRAIN);

  public static final ObdCommand<Quantity> SHORT_FUEL_TRIM_1 =
      TABLE.row(
          0x06,
          "SHORT_FUEL_TRIM_1",
          "Short Term Fuel Trim - Bank 1",
          3,
          Decoders.PERCENT_CENTERED,
          FUEL);

  public static final ObdCommand<Quantity> LONG_FUEL_TRIM_1 =
      TABLE.row(
          0x07,
          "LONG_FUEL_TRIM_1",
          "Long Term Fuel Trim - Bank 1",
          3,
          Decoders.PERCENT_CENTERED,
          FUEL);

  public static final ObdCommand<Quantity> SHORT_FUEL_TRIM_2 =
      TABLE.row(
          0x08,
          "SHORT_FUEL_TRIM_2",
          "Short Term Fuel Trim - Bank 2",
          3,
          Decoders.PERCENT_CENTERED,
          FUEL);

  public static final ObdCommand<Quantity> LONG_FUEL_TRIM_2 =
      TABLE.row(
          0x09,
          "LONG_FUEL_TRIM_2",
          "Long Term Fuel Trim - Bank 2",
          3,
          Decoders.PERCENT_CENTERED,
          FUEL);

  public static final ObdCommand<Quantity> FUEL_PRESSURE =
      TABLE.row(0x0A, "FUEL_PRESSURE", "Fuel Pressure", 3, Decoders.FUEL_PRESSURE, FUEL);

  public static final ObdCommand<Quantity> INTAKE_PRESSURE =
      TABLE.row(
          0x0B, "INTAKE_PRESSURE", "Intake Manifold Pressure", 3, Decoders.PRESSURE, POWERTRAIN);

  public static final ObdCommand<Quantity> RPM =
      TABLE.row(0x0C, "RPM", "Engine RPM", 4, Decoders.uas(0x07, 2), POWERTRAIN);

  public static final ObdCommand<Quantity> SPEED =
      TABLE.row(0x0D, "SPEED", "Vehicle Speed", 3, Decoders.uas(0x09, 1), POWERTRAIN);

  public static final ObdCommand<Quantity> TIMING_ADVANCE =
      TABLE.row(0x0E, "TIMING_ADVANCE", "Timing Advance", 3, Decoders.TIMING_ADVANCE, POWERTRAIN);

  public static final ObdCommand<Quantity> INTAKE_TEMP =
      TABLE.row(0x0F, "INTAKE_TEMP", "Intake Air Temp", 3, Decoders.TEMPERATURE, POWERTRAIN);

  public static final ObdCommand<Quantity> MAF =
      TABLE.row(0x10, "MAF", "Air Flow Rate (MAF)", 4, Decoders.uas(0x27, 2), POWERTRAIN);

  public static final ObdCommand<Quantity> THROTTLE_POS =
      TABLE.row(0x11, "THROTTLE_POS", "Throttle Position", 3, Decoders.PERCENT, POWERTRAIN);

  public static final ObdCommand<String> AIR_STATUS =
      TABLE.row(0x12, "AIR_STATUS", "Secondary Air Status", 3, Decoders.AIR_STATUS, EMISSIONS);

  public static final ObdCommand<OxygenSensors> O2_SENSORS =
      TABLE.row(0x13, "O2_SENSORS", "O2 Sensors Present", 3, Decoders.O2_SENSORS, EMISSIONS);

  public static final ObdCommand<Quantity> O2_B1S1 =
      TABLE.row(
          0x14, "O2_B1S1", "O2: Bank 1 - Sensor 1 Voltage", 4, Decoders.SENSOR_VOLTAGE, EMISSIONS);

  public static final ObdCommand<Quantity> O2_B1S2 =
      TABLE.row(
          0x15, "O2_B1S2", "O2: Bank 1 - Sensor 2 Voltage", 4, Decoders.SENSOR_VOLTAGE, EMISSIONS);

  public static final ObdCommand<Quantity> O2_B1S3 =
      TABLE.row(
          0x16, "O2_B1S3", "O2: Bank 1 - Sensor 3 Voltage", 4, Decoders.SENSOR_VOLTAGE, EMISSIONS);

  public static final ObdCommand<Quantity> O2_B1S4 =
      TABLE.row(
          0x17, "O2_B1S4", "O2: Bank 1 - Sensor 4 Voltage", 4, Decoders.SENSOR_VOLTAGE, EMISSIONS);

  public static final ObdCommand<Quantity> O2_B2S1 =
      TABLE.row(
          0x18, "O2_B2S1", "O2: Bank 2 - Sensor 1 Voltage", 4, Decoders.SENSOR_VOLTAGE, EMISSIONS);

  public static final ObdCommand<Quantity> O2_B2S2 =
      TABLE.row(
          0x19, "O2_B2S2", "O2: Bank 2 - Sensor 2 Voltage", 4, Decoders.SENSOR_VOLTAGE, EMISSIONS);

  public static final ObdCommand<Quantity> O2_B2S3 =
      TABLE.row(
          0x1A, "O2_B2S3", "O2: Bank 2 - Sensor 3 Voltage", 4, Decoders.SENSOR_VOLTAGE, EMISSIONS);

  public static final ObdCommand<Quantity> O2_B2S4 =
      TABLE.row(
          0x1B, "O2_B2S4", "O2: Bank 2 - Sensor 4 Voltage", 4, Decoders.SENSOR_VOLTAGE, EMISSIONS);

  public static final ObdCommand<String> OBD_COMPLIANCE =
      TABLE.row(
          0x1C,
          "OBD_COMPLIANCE",
          "OBD Standards Compliance",
          3,
          Decoders.OBD_COMPLIANCE,
          EMISSIONS);

  public static final ObdCommand<OxygenSensors> O2_SENSORS_ALT =
      TABLE.row(
          0x1D,
          "O2_SENSORS_ALT",
          "O2 Sensors Present (alternate)",
          3,
          Decoders.O2_SENSORS_ALT,
          EMISSIONS);

  public static final ObdCommand<Boolean> AUX_INPUT_STATUS =
      TABLE.row(
          0x1E,
          "AUX_INPUT_STATUS",
          "Auxiliary input status (power take off)",
          3,
          Decoders.AUX_INPUT_STATUS,
          POWERTRAIN);

  public static final ObdCommand<Quantity> RUN_TIME =
      TABLE.row(0x1F, "RUN_TIME", "Engine Run Time", 4, Decoders.uas(0x12, 2), POWERTRAIN);

  Service01Range00() {}

  /** Returns the rows of this file, in order. */
  static List<ObdCommand<?>> range00() {
    return TABLE.rows();
  }
}
