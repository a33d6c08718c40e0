package io.obdio.core.command;

import static io.obdio.core.command.Channel.ELECTRICAL;
import static io.obdio.core.command.Channel.EMISSIONS;
import static io.obdio.core.command.Channel.FUEL;
import static io.obdio.core.command.Channel.TROUBLE;

import io.obdio.core.decode.Decoders;
import io.obdio.core.decode.MultiValueDecoder;
import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import io.obdio.core.value.SensorValues;
import java.util.List;

/**
 * Service 01, current data, PIDs 90 to 9F (SAE J1979-DA appendix B). In a response with several
 * values, bit n of the first byte indicates whether the value after {@code ifBit(n)} is supported.
 * Where the scaling is not public the value is the bytes.
 */
abstract class Service01Range90 extends Service01Range80 {

  private static final CommandTable TABLE = new CommandTable(0x01, EcuFilter.ENGINE);

  /** Charging states of PID 9A. */
  private static final List<String> CHARGING =
      List.of("Charge sustaining", "Charge depleting", "Charge increasing");

  public static final ObdCommand<Payload> WWH_OBD_VEHICLE =
      TABLE.row(
          0x90, "WWH_OBD_VEHICLE", "WWH-OBD vehicle system information", 5, Decoders.RAW, TROUBLE);

  public static final ObdCommand<Payload> WWH_OBD_ECU =
      TABLE.row(0x91, "WWH_OBD_ECU", "WWH-OBD ECU system information", 7, Decoders.RAW, TROUBLE);

  public static final ObdCommand<SensorValues> FUEL_SYSTEM_CONTROL =
      TABLE.row(
          0x92,
          "FUEL_SYSTEM_CONTROL",
          "Fuel system control, closed loop",
          4,
          MultiValueDecoder.of()
              .ifBit(0)
              .flag("PRESSURE_1", 1, 0)
              .ifBit(1)
              .flag("QUANTITY_1", 1, 1)
              .ifBit(2)
              .flag("TIMING_1", 1, 2)
              .ifBit(3)
              .flag("IDLE_BALANCE_1", 1, 3)
              .ifBit(4)
              .flag("PRESSURE_2", 1, 4)
              .ifBit(5)
              .flag("QUANTITY_2", 1, 5)
              .ifBit(6)
              .flag("TIMING_2", 1, 6)
              .ifBit(7)
              .flag("IDLE_BALANCE_2", 1, 7)
              .build(),
          FUEL);

  public static final ObdCommand<SensorValues> WWH_OBD_COUNTERS =
      TABLE.row(
          0x93,
          "WWH_OBD_COUNTERS",
          "WWH-OBD vehicle counters",
          5,
          MultiValueDecoder.of().ifBit(0).uint16("MI_CUMULATIVE_TIME", 1, 1, 1, Units.HOUR).build(),
          TROUBLE);

  public static final ObdCommand<Payload> NOX_WARNING =
      TABLE.row(
          0x94, "NOX_WARNING", "NOx warning and inducement system", 14, Decoders.RAW, EMISSIONS);

  public static final ObdCommand<SensorValues> EGT_B1_ALT =
      TABLE.row(
          0x98,
          "EGT_B1_ALT",
          "Exhaust gas temperatures - Bank 1, sensors 5 to 8",
          11,
          MultiValueDecoder.of()
              .ifBit(0)
              .celsius16("B1S5", 1)
              .ifBit(1)
              .celsius16("B1S6", 3)
              .ifBit(2)
              .celsius16("B1S7", 5)
              .ifBit(3)
              .celsius16("B1S8", 7)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> EGT_B2_ALT =
      TABLE.row(
          0x99,
          "EGT_B2_ALT",
          "Exhaust gas temperatures - Bank 2, sensors 5 to 8",
          11,
          MultiValueDecoder.of()
              .ifBit(0)
              .celsius16("B2S5", 1)
              .ifBit(1)
              .celsius16("B2S6", 3)
              .ifBit(2)
              .celsius16("B2S7", 5)
              .ifBit(3)
              .celsius16("B2S8", 7)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> HYBRID_SYSTEM =
      TABLE.row(
          0x9A,
          "HYBRID_SYSTEM",
          "Hybrid or electric vehicle system data",
          8,
          MultiValueDecoder.of()
              .ifBit(0)
              .state("CHARGING_STATE", 1, 0, 1, CHARGING)
              .ifBit(1)
              .uint16("BATTERY_VOLTAGE", 2, 1, 64, Units.VOLT)
              .ifBit(2)
              .int16("BATTERY_CURRENT", 4, 1, 10, Units.AMPERE)
              .ifBit(3)
              .state("ENHANCED_CHARGING_STATE", 1, 1, 3, CHARGING)
              .build(),
          ELECTRICAL);

  public static final ObdCommand<SensorValues> DEF_SENSOR =
      TABLE.row(
          0x9B,
          "DEF_SENSOR",
          "Diesel exhaust fluid sensor",
          6,
          MultiValueDecoder.of()
              .ifBit(1)
              .value("CONCENTRATION", 1, 1, 1, 4, Units.PERCENT)
              .ifBit(2)
              .celsius("TEMPERATURE", 2)
              .ifBit(3)
              .percent("LEVEL", 3)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_WIDE_RANGE_ALT =
      TABLE.row(
          0x9C,
          "O2_WIDE_RANGE_ALT",
          "O2 sensors, wide range, sensors 3 and 4",
          19,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint16("B1S3_CONCENTRATION", 1, 1526, 1000000, Units.PERCENT)
              .ifBit(1)
              .uint16("B1S4_CONCENTRATION", 3, 1526, 1000000, Units.PERCENT)
              .ifBit(2)
              .uint16("B2S3_CONCENTRATION", 5, 1526, 1000000, Units.PERCENT)
              .ifBit(3)
              .uint16("B2S4_CONCENTRATION", 7, 1526, 1000000, Units.PERCENT)
              .ifBit(4)
              .uint16("B1S3_LAMBDA", 9, 8, 65536, Units.RATIO)
              .ifBit(5)
              .uint16("B1S4_LAMBDA", 11, 8, 65536, Units.RATIO)
              .ifBit(6)
              .uint16("B2S3_LAMBDA", 13, 8, 65536, Units.RATIO)
              .ifBit(7)
              .uint16("B2S4_LAMBDA", 15, 8, 65536, Units.RATIO)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> FUEL_RATE_MASS =
      TABLE.row(
          0x9D,
          "FUEL_RATE_MASS",
          "Engine and vehicle fuel rate",
          6,
          MultiValueDecoder.of()
              .uint16("ENGINE", 0, 1, 50, Units.GRAM_PER_SECOND)
              .uint16("VEHICLE", 2, 1, 50, Units.GRAM_PER_SECOND)
              .build(),
          FUEL);

  public static final ObdCommand<Quantity> EXHAUST_FLOW =
      TABLE.row(
          0x9E,
          "EXHAUST_FLOW",
          "Engine exhaust flow rate",
          4,
          Decoders.linear(2, 1, 5, Units.KILOGRAM_PER_HOUR),
          EMISSIONS);

  public static final ObdCommand<SensorValues> FUEL_SYSTEM_USE =
      TABLE.row(
          0x9F,
          "FUEL_SYSTEM_USE",
          "Fuel system percentage use",
          11,
          MultiValueDecoder.of()
              .ifBit(0)
              .percent("A_B1", 1)
              .ifBit(1)
              .percent("B_B1", 2)
              .ifBit(2)
              .percent("A_B2", 3)
              .ifBit(3)
              .percent("B_B2", 4)
              .ifBit(4)
              .percent("A_B3", 5)
              .ifBit(5)
              .percent("B_B3", 6)
              .ifBit(6)
              .percent("A_B4", 7)
              .ifBit(7)
              .percent("B_B4", 8)
              .build(),
          FUEL);

  Service01Range90() {}

  /** Returns the rows of this file, in order. */
  static List<ObdCommand<?>> range90() {
    return TABLE.rows();
  }
}
