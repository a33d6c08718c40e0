package io.obdio.core.command;

import static io.obdio.core.command.Channel.EMISSIONS;
import static io.obdio.core.command.Channel.FUEL;

import io.obdio.core.value.SensorValues;
import java.util.List;

/**
 * Service 01: the second values that the reference commands of the same PID leave out. Their
 * answers are decoded whole.
 */
abstract class Service01Whole extends Service01RangeA0 {

  private static final CommandTable TABLE = new CommandTable(0x01, EcuFilter.ENGINE);

  public static final ObdCommand<SensorValues> O2_B1S1_WHOLE =
      TABLE.row(
          0x14,
          "O2_B1S1_WHOLE",
          "O2: Bank 1 - Sensor 1 Voltage and short term fuel trim",
          4,
          MultiValueDecoders.VOLTAGE_AND_TRIM,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_B1S2_WHOLE =
      TABLE.row(
          0x15,
          "O2_B1S2_WHOLE",
          "O2: Bank 1 - Sensor 2 Voltage and short term fuel trim",
          4,
          MultiValueDecoders.VOLTAGE_AND_TRIM,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_B1S3_WHOLE =
      TABLE.row(
          0x16,
          "O2_B1S3_WHOLE",
          "O2: Bank 1 - Sensor 3 Voltage and short term fuel trim",
          4,
          MultiValueDecoders.VOLTAGE_AND_TRIM,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_B1S4_WHOLE =
      TABLE.row(
          0x17,
          "O2_B1S4_WHOLE",
          "O2: Bank 1 - Sensor 4 Voltage and short term fuel trim",
          4,
          MultiValueDecoders.VOLTAGE_AND_TRIM,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_B2S1_WHOLE =
      TABLE.row(
          0x18,
          "O2_B2S1_WHOLE",
          "O2: Bank 2 - Sensor 1 Voltage and short term fuel trim",
          4,
          MultiValueDecoders.VOLTAGE_AND_TRIM,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_B2S2_WHOLE =
      TABLE.row(
          0x19,
          "O2_B2S2_WHOLE",
          "O2: Bank 2 - Sensor 2 Voltage and short term fuel trim",
          4,
          MultiValueDecoders.VOLTAGE_AND_TRIM,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_B2S3_WHOLE =
      TABLE.row(
          0x1A,
          "O2_B2S3_WHOLE",
          "O2: Bank 2 - Sensor 3 Voltage and short term fuel trim",
          4,
          MultiValueDecoders.VOLTAGE_AND_TRIM,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_B2S4_WHOLE =
      TABLE.row(
          0x1B,
          "O2_B2S4_WHOLE",
          "O2: Bank 2 - Sensor 4 Voltage and short term fuel trim",
          4,
          MultiValueDecoders.VOLTAGE_AND_TRIM,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_S1_WR_VOLTAGE_WHOLE =
      TABLE.row(
          0x24,
          "O2_S1_WR_VOLTAGE_WHOLE",
          "O2 Sensor 1 WR Lambda ratio and voltage",
          6,
          MultiValueDecoders.RATIO_AND_VOLTAGE,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_S2_WR_VOLTAGE_WHOLE =
      TABLE.row(
          0x25,
          "O2_S2_WR_VOLTAGE_WHOLE",
          "O2 Sensor 2 WR Lambda ratio and voltage",
          6,
          MultiValueDecoders.RATIO_AND_VOLTAGE,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_S3_WR_VOLTAGE_WHOLE =
      TABLE.row(
          0x26,
          "O2_S3_WR_VOLTAGE_WHOLE",
          "O2 Sensor 3 WR Lambda ratio and voltage",
          6,
          MultiValueDecoders.RATIO_AND_VOLTAGE,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_S4_WR_VOLTAGE_WHOLE =
      TABLE.row(
          0x27,
          "O2_S4_WR_VOLTAGE_WHOLE",
          "O2 Sensor 4 WR Lambda ratio and voltage",
          6,
          MultiValueDecoders.RATIO_AND_VOLTAGE,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_S5_WR_VOLTAGE_WHOLE =
      TABLE.row(
          0x28,
          "O2_S5_WR_VOLTAGE_WHOLE",
          "O2 Sensor 5 WR Lambda ratio and voltage",
          6,
          MultiValueDecoders.RATIO_AND_VOLTAGE,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_S6_WR_VOLTAGE_WHOLE =
      TABLE.row(
          0x29,
          "O2_S6_WR_VOLTAGE_WHOLE",
          "O2 Sensor 6 WR Lambda ratio and voltage",
          6,
          MultiValueDecoders.RATIO_AND_VOLTAGE,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_S7_WR_VOLTAGE_WHOLE =
      TABLE.row(
          0x2A,
          "O2_S7_WR_VOLTAGE_WHOLE",
          "O2 Sensor 7 WR Lambda ratio and voltage",
          6,
          MultiValueDecoders.RATIO_AND_VOLTAGE,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_S8_WR_VOLTAGE_WHOLE =
      TABLE.row(
          0x2B,
          "O2_S8_WR_VOLTAGE_WHOLE",
          "O2 Sensor 8 WR Lambda ratio and voltage",
          6,
          MultiValueDecoders.RATIO_AND_VOLTAGE,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_S1_WR_CURRENT_WHOLE =
      TABLE.row(
          0x34,
          "O2_S1_WR_CURRENT_WHOLE",
          "O2 Sensor 1 WR Lambda ratio and current",
          6,
          MultiValueDecoders.RATIO_AND_CURRENT,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_S2_WR_CURRENT_WHOLE =
      TABLE.row(
          0x35,
          "O2_S2_WR_CURRENT_WHOLE",
          "O2 Sensor 2 WR Lambda ratio and current",
          6,
          MultiValueDecoders.RATIO_AND_CURRENT,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_S3_WR_CURRENT_WHOLE =
      TABLE.row(
          0x36,
          "O2_S3_WR_CURRENT_WHOLE",
          "O2 Sensor 3 WR Lambda ratio and current",
          6,
          MultiValueDecoders.RATIO_AND_CURRENT,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_S4_WR_CURRENT_WHOLE =
      TABLE.row(
          0x37,
          "O2_S4_WR_CURRENT_WHOLE",
          "O2 Sensor 4 WR Lambda ratio and current",
          6,
          MultiValueDecoders.RATIO_AND_CURRENT,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_S5_WR_CURRENT_WHOLE =
      TABLE.row(
          0x38,
          "O2_S5_WR_CURRENT_WHOLE",
          "O2 Sensor 5 WR Lambda ratio and current",
          6,
          MultiValueDecoders.RATIO_AND_CURRENT,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_S6_WR_CURRENT_WHOLE =
      TABLE.row(
          0x39,
          "O2_S6_WR_CURRENT_WHOLE",
          "O2 Sensor 6 WR Lambda ratio and current",
          6,
          MultiValueDecoders.RATIO_AND_CURRENT,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_S7_WR_CURRENT_WHOLE =
      TABLE.row(
          0x3A,
          "O2_S7_WR_CURRENT_WHOLE",
          "O2 Sensor 7 WR Lambda ratio and current",
          6,
          MultiValueDecoders.RATIO_AND_CURRENT,
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_S8_WR_CURRENT_WHOLE =
      TABLE.row(
          0x3B,
          "O2_S8_WR_CURRENT_WHOLE",
          "O2 Sensor 8 WR Lambda ratio and current",
          6,
          MultiValueDecoders.RATIO_AND_CURRENT,
          EMISSIONS);

  public static final ObdCommand<SensorValues> SHORT_FUEL_TRIM_1_WHOLE =
      TABLE.row(
          0x06,
          "SHORT_FUEL_TRIM_1_WHOLE",
          "Short Term Fuel Trim - Banks 1 and 3",
          4,
          MultiValueDecoders.TRIM_OF_BANKS_1_AND_3,
          FUEL);

  public static final ObdCommand<SensorValues> LONG_FUEL_TRIM_1_WHOLE =
      TABLE.row(
          0x07,
          "LONG_FUEL_TRIM_1_WHOLE",
          "Long Term Fuel Trim - Banks 1 and 3",
          4,
          MultiValueDecoders.TRIM_OF_BANKS_1_AND_3,
          FUEL);

  public static final ObdCommand<SensorValues> SHORT_FUEL_TRIM_2_WHOLE =
      TABLE.row(
          0x08,
          "SHORT_FUEL_TRIM_2_WHOLE",
          "Short Term Fuel Trim - Banks 2 and 4",
          4,
          MultiValueDecoders.TRIM_OF_BANKS_2_AND_4,
          FUEL);

  public static final ObdCommand<SensorValues> LONG_FUEL_TRIM_2_WHOLE =
      TABLE.row(
          0x09,
          "LONG_FUEL_TRIM_2_WHOLE",
          "Long Term Fuel Trim - Banks 2 and 4",
          4,
          MultiValueDecoders.TRIM_OF_BANKS_2_AND_4,
          FUEL);

  public static final ObdCommand<SensorValues> SHORT_O2_TRIM_B1_WHOLE =
      TABLE.row(
          0x55,
          "SHORT_O2_TRIM_B1_WHOLE",
          "Short term secondary O2 trim - Banks 1 and 3",
          4,
          MultiValueDecoders.TRIM_OF_BANKS_1_AND_3,
          FUEL);

  public static final ObdCommand<SensorValues> LONG_O2_TRIM_B1_WHOLE =
      TABLE.row(
          0x56,
          "LONG_O2_TRIM_B1_WHOLE",
          "Long term secondary O2 trim - Banks 1 and 3",
          4,
          MultiValueDecoders.TRIM_OF_BANKS_1_AND_3,
          FUEL);

  public static final ObdCommand<SensorValues> SHORT_O2_TRIM_B2_WHOLE =
      TABLE.row(
          0x57,
          "SHORT_O2_TRIM_B2_WHOLE",
          "Short term secondary O2 trim - Banks 2 and 4",
          4,
          MultiValueDecoders.TRIM_OF_BANKS_2_AND_4,
          FUEL);

  public static final ObdCommand<SensorValues> LONG_O2_TRIM_B2_WHOLE =
      TABLE.row(
          0x58,
          "LONG_O2_TRIM_B2_WHOLE",
          "Long term secondary O2 trim - Banks 2 and 4",
          4,
          MultiValueDecoders.TRIM_OF_BANKS_2_AND_4,
          FUEL);

  Service01Whole() {}

  /** Returns the rows of this file, in order. */
  static List<ObdCommand<?>> whole() {
    return TABLE.rows();
  }
}
