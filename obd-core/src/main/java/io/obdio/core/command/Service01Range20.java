package io.obdio.core.command;

import static io.obdio.core.command.Channel.EMISSIONS;
import static io.obdio.core.command.Channel.FUEL;
import static io.obdio.core.command.Channel.TROUBLE;

import io.obdio.core.decode.Decoders;
import io.obdio.core.unit.Quantity;
import io.obdio.core.value.SupportedPids;
import java.util.List;

/** Service 01, current data, PIDs 20 to 3F (SAE J1979 appendix B). */
abstract class Service01Range20 extends Service01Range00 {

  private static final CommandTable TABLE = new CommandTable(0x01, EcuFilter.ENGINE);

  public static final ObdCommand<SupportedPids> PIDS_B =
      TABLE.row(0x20, "PIDS_B", "Supported PIDs [21-40]", 6, Decoders.supported(0x20));

  public static final ObdCommand<Quantity> DISTANCE_W_MIL =
      TABLE.row(
          0x21,
          "DISTANCE_W_MIL",
          "Distance Traveled with MIL on",
          4,
          Decoders.uas(0x25, 2),
          TROUBLE);

  public static final ObdCommand<Quantity> FUEL_RAIL_PRESSURE_VAC =
      TABLE.row(
          0x22,
          "FUEL_RAIL_PRESSURE_VAC",
          "Fuel Rail Pressure (relative to vacuum)",
          4,
          Decoders.uas(0x19, 2),
          FUEL);

  public static final ObdCommand<Quantity> FUEL_RAIL_PRESSURE_DIRECT =
      TABLE.row(
          0x23,
          "FUEL_RAIL_PRESSURE_DIRECT",
          "Fuel Rail Pressure (direct inject)",
          4,
          Decoders.uas(0x1B, 2),
          FUEL);

  public static final ObdCommand<Quantity> O2_S1_WR_VOLTAGE =
      TABLE.row(
          0x24,
          "O2_S1_WR_VOLTAGE",
          "02 Sensor 1 WR Lambda Voltage",
          6,
          Decoders.SENSOR_VOLTAGE_WIDE,
          EMISSIONS);

  public static final ObdCommand<Quantity> O2_S2_WR_VOLTAGE =
      TABLE.row(
          0x25,
          "O2_S2_WR_VOLTAGE",
          "02 Sensor 2 WR Lambda Voltage",
          6,
          Decoders.SENSOR_VOLTAGE_WIDE,
          EMISSIONS);

  public static final ObdCommand<Quantity> O2_S3_WR_VOLTAGE =
      TABLE.row(
          0x26,
          "O2_S3_WR_VOLTAGE",
          "02 Sensor 3 WR Lambda Voltage",
          6,
          Decoders.SENSOR_VOLTAGE_WIDE,
          EMISSIONS);

  public static final ObdCommand<Quantity> O2_S4_WR_VOLTAGE =
      TABLE.row(
          0x27,
          "O2_S4_WR_VOLTAGE",
          "02 Sensor 4 WR Lambda Voltage",
          6,
          Decoders.SENSOR_VOLTAGE_WIDE,
          EMISSIONS);

  public static final ObdCommand<Quantity> O2_S5_WR_VOLTAGE =
      TABLE.row(
          0x28,
          "O2_S5_WR_VOLTAGE",
          "02 Sensor 5 WR Lambda Voltage",
          6,
          Decoders.SENSOR_VOLTAGE_WIDE,
          EMISSIONS);

  public static final ObdCommand<Quantity> O2_S6_WR_VOLTAGE =
      TABLE.row(
          0x29,
          "O2_S6_WR_VOLTAGE",
          "02 Sensor 6 WR Lambda Voltage",
          6,
          Decoders.SENSOR_VOLTAGE_WIDE,
          EMISSIONS);

  public static final ObdCommand<Quantity> O2_S7_WR_VOLTAGE =
      TABLE.row(
          0x2A,
          "O2_S7_WR_VOLTAGE",
          "02 Sensor 7 WR Lambda Voltage",
          6,
          Decoders.SENSOR_VOLTAGE_WIDE,
          EMISSIONS);

  public static final ObdCommand<Quantity> O2_S8_WR_VOLTAGE =
      TABLE.row(
          0x2B,
          "O2_S8_WR_VOLTAGE",
          "02 Sensor 8 WR Lambda Voltage",
          6,
          Decoders.SENSOR_VOLTAGE_WIDE,
          EMISSIONS);

  public static final ObdCommand<Quantity> COMMANDED_EGR =
      TABLE.row(0x2C, "COMMANDED_EGR", "Commanded EGR", 3, Decoders.PERCENT, EMISSIONS);

  public static final ObdCommand<Quantity> EGR_ERROR =
      TABLE.row(0x2D, "EGR_ERROR", "EGR Error", 3, Decoders.PERCENT_CENTERED, EMISSIONS);

  public static final ObdCommand<Quantity> EVAPORATIVE_PURGE =
      TABLE.row(
          0x2E, "EVAPORATIVE_PURGE", "Commanded Evaporative Purge", 3, Decoders.PERCENT, EMISSIONS);

  public static final ObdCommand<Quantity> FUEL_LEVEL =
      TABLE.row(0x2F, "FUEL_LEVEL", "Fuel Level Input", 3, Decoders.PERCENT, FUEL);

  public static final ObdCommand<Quantity> WARMUPS_SINCE_DTC_CLEAR =
      TABLE.row(
          0x30,
          "WARMUPS_SINCE_DTC_CLEAR",
          "Number of warm-ups since codes cleared",
          3,
          Decoders.uas(0x01, 1),
          TROUBLE);

  public static final ObdCommand<Quantity> DISTANCE_SINCE_DTC_CLEAR =
      TABLE.row(
          0x31,
          "DISTANCE_SINCE_DTC_CLEAR",
          "Distance traveled since codes cleared",
          4,
          Decoders.uas(0x25, 2),
          TROUBLE);

  public static final ObdCommand<Quantity> EVAP_VAPOR_PRESSURE =
      TABLE.row(
          0x32,
          "EVAP_VAPOR_PRESSURE",
          "Evaporative system vapor pressure",
          4,
          Decoders.EVAP_PRESSURE,
          EMISSIONS);

  public static final ObdCommand<Quantity> BAROMETRIC_PRESSURE =
      TABLE.row(
          0x33, "BAROMETRIC_PRESSURE", "Barometric Pressure", 3, Decoders.PRESSURE, EMISSIONS);

  public static final ObdCommand<Quantity> O2_S1_WR_CURRENT =
      TABLE.row(
          0x34,
          "O2_S1_WR_CURRENT",
          "02 Sensor 1 WR Lambda Current",
          6,
          Decoders.SENSOR_CURRENT,
          EMISSIONS);

  public static final ObdCommand<Quantity> O2_S2_WR_CURRENT =
      TABLE.row(
          0x35,
          "O2_S2_WR_CURRENT",
          "02 Sensor 2 WR Lambda Current",
          6,
          Decoders.SENSOR_CURRENT,
          EMISSIONS);

  public static final ObdCommand<Quantity> O2_S3_WR_CURRENT =
      TABLE.row(
          0x36,
          "O2_S3_WR_CURRENT",
          "02 Sensor 3 WR Lambda Current",
          6,
          Decoders.SENSOR_CURRENT,
          EMISSIONS);

  public static final ObdCommand<Quantity> O2_S4_WR_CURRENT =
      TABLE.row(
          0x37,
          "O2_S4_WR_CURRENT",
          "02 Sensor 4 WR Lambda Current",
          6,
          Decoders.SENSOR_CURRENT,
          EMISSIONS);

  public static final ObdCommand<Quantity> O2_S5_WR_CURRENT =
      TABLE.row(
          0x38,
          "O2_S5_WR_CURRENT",
          "02 Sensor 5 WR Lambda Current",
          6,
          Decoders.SENSOR_CURRENT,
          EMISSIONS);

  public static final ObdCommand<Quantity> O2_S6_WR_CURRENT =
      TABLE.row(
          0x39,
          "O2_S6_WR_CURRENT",
          "02 Sensor 6 WR Lambda Current",
          6,
          Decoders.SENSOR_CURRENT,
          EMISSIONS);

  public static final ObdCommand<Quantity> O2_S7_WR_CURRENT =
      TABLE.row(
          0x3A,
          "O2_S7_WR_CURRENT",
          "02 Sensor 7 WR Lambda Current",
          6,
          Decoders.SENSOR_CURRENT,
          EMISSIONS);

  public static final ObdCommand<Quantity> O2_S8_WR_CURRENT =
      TABLE.row(
          0x3B,
          "O2_S8_WR_CURRENT",
          "02 Sensor 8 WR Lambda Current",
          6,
          Decoders.SENSOR_CURRENT,
          EMISSIONS);

  public static final ObdCommand<Quantity> CATALYST_TEMP_B1S1 =
      TABLE.row(
          0x3C,
          "CATALYST_TEMP_B1S1",
          "Catalyst Temperature: Bank 1 - Sensor 1",
          4,
          Decoders.uas(0x16, 2),
          EMISSIONS);

  public static final ObdCommand<Quantity> CATALYST_TEMP_B2S1 =
      TABLE.row(
          0x3D,
          "CATALYST_TEMP_B2S1",
          "Catalyst Temperature: Bank 2 - Sensor 1",
          4,
          Decoders.uas(0x16, 2),
          EMISSIONS);

  public static final ObdCommand<Quantity> CATALYST_TEMP_B1S2 =
      TABLE.row(
          0x3E,
          "CATALYST_TEMP_B1S2",
          "Catalyst Temperature: Bank 1 - Sensor 2",
          4,
          Decoders.uas(0x16, 2),
          EMISSIONS);

  public static final ObdCommand<Quantity> CATALYST_TEMP_B2S2 =
      TABLE.row(
          0x3F,
          "CATALYST_TEMP_B2S2",
          "Catalyst Temperature: Bank 2 - Sensor 2",
          4,
          Decoders.uas(0x16, 2),
          EMISSIONS);

  Service01Range20() {}

  /** Returns the rows of this file, in order. */
  static List<ObdCommand<?>> range20() {
    return TABLE.rows();
  }
}
