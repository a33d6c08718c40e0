package io.obdio.core.command;

import static io.obdio.core.command.Channel.EMISSIONS;
import static io.obdio.core.command.Channel.POWERTRAIN;

import io.obdio.core.decode.MultiValueDecoder;
import io.obdio.core.unit.Units;
import io.obdio.core.value.SensorValues;
import java.util.List;

/**
 * Service 01, current data, PIDs 70 to 7F (SAE J1979-DA appendix B). In a response with several
 * values, bit n of the first byte indicates whether the value after {@code ifBit(n)} is supported.
 */
abstract class Service01Range70 extends Service01Range60 {

  private static final CommandTable TABLE = new CommandTable(0x01, EcuFilter.ENGINE);

  /** Control states of PIDs 70 and 71, two bits. */
  private static final List<String> LOOP = List.of("Reserved", "Open loop", "Closed loop", "Fault");

  public static final ObdCommand<SensorValues> BOOST_PRESSURE =
      TABLE.row(
          0x70,
          "BOOST_PRESSURE",
          "Boost pressure control",
          12,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint16("A_COMMANDED", 1, 1, 32, Units.KILOPASCAL)
              .ifBit(1)
              .uint16("A_PRESSURE", 3, 1, 32, Units.KILOPASCAL)
              .ifBit(3)
              .uint16("B_COMMANDED", 5, 1, 32, Units.KILOPASCAL)
              .ifBit(4)
              .uint16("B_PRESSURE", 7, 1, 32, Units.KILOPASCAL)
              .ifBit(2)
              .state("A_CONTROL", 9, 0, 3, LOOP)
              .ifBit(5)
              .state("B_CONTROL", 9, 2, 3, LOOP)
              .build(),
          POWERTRAIN);

  public static final ObdCommand<SensorValues> VGT_CONTROL =
      TABLE.row(
          0x71,
          "VGT_CONTROL",
          "Variable geometry turbocharger control",
          8,
          MultiValueDecoder.of()
              .ifBit(0)
              .percent("A_COMMANDED", 1)
              .ifBit(1)
              .percent("A_POSITION", 2)
              .ifBit(3)
              .percent("B_COMMANDED", 3)
              .ifBit(4)
              .percent("B_POSITION", 4)
              .ifBit(2)
              .state("A_CONTROL", 5, 0, 3, LOOP)
              .ifBit(5)
              .state("B_CONTROL", 5, 2, 3, LOOP)
              .build(),
          POWERTRAIN);

  public static final ObdCommand<SensorValues> WASTEGATE_CONTROL =
      TABLE.row(
          0x72,
          "WASTEGATE_CONTROL",
          "Wastegate control",
          7,
          MultiValueDecoder.of()
              .ifBit(0)
              .percent("A_COMMANDED", 1)
              .ifBit(1)
              .percent("A_POSITION", 2)
              .ifBit(2)
              .percent("B_COMMANDED", 3)
              .ifBit(3)
              .percent("B_POSITION", 4)
              .build(),
          POWERTRAIN);

  public static final ObdCommand<SensorValues> EXHAUST_PRESSURE =
      TABLE.row(
          0x73,
          "EXHAUST_PRESSURE",
          "Exhaust pressure",
          7,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint16("BANK_1", 1, 1, 100, Units.KILOPASCAL)
              .ifBit(1)
              .uint16("BANK_2", 3, 1, 100, Units.KILOPASCAL)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> TURBO_RPM =
      TABLE.row(
          0x74,
          "TURBO_RPM",
          "Turbocharger speed",
          7,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint16("A", 1, 10, 1, Units.RPM)
              .ifBit(1)
              .uint16("B", 3, 10, 1, Units.RPM)
              .build(),
          POWERTRAIN);

  public static final ObdCommand<SensorValues> TURBO_A_TEMP =
      TABLE.row(
          0x75,
          "TURBO_A_TEMP",
          "Turbocharger A temperatures",
          9,
          MultiValueDecoder.of()
              .ifBit(0)
              .celsius("COMPRESSOR_INLET", 1)
              .ifBit(1)
              .celsius("COMPRESSOR_OUTLET", 2)
              .ifBit(2)
              .celsius16("TURBINE_INLET", 3)
              .ifBit(3)
              .celsius16("TURBINE_OUTLET", 5)
              .build(),
          POWERTRAIN);

  public static final ObdCommand<SensorValues> TURBO_B_TEMP =
      TABLE.row(
          0x76,
          "TURBO_B_TEMP",
          "Turbocharger B temperatures",
          9,
          MultiValueDecoder.of()
              .ifBit(0)
              .celsius("COMPRESSOR_INLET", 1)
              .ifBit(1)
              .celsius("COMPRESSOR_OUTLET", 2)
              .ifBit(2)
              .celsius16("TURBINE_INLET", 3)
              .ifBit(3)
              .celsius16("TURBINE_OUTLET", 5)
              .build(),
          POWERTRAIN);

  public static final ObdCommand<SensorValues> CHARGE_AIR_COOLER_TEMP =
      TABLE.row(
          0x77,
          "CHARGE_AIR_COOLER_TEMP",
          "Charge air cooler temperatures",
          7,
          MultiValueDecoder.of()
              .ifBit(0)
              .celsius("B1S1", 1)
              .ifBit(1)
              .celsius("B1S2", 2)
              .ifBit(2)
              .celsius("B2S1", 3)
              .ifBit(3)
              .celsius("B2S2", 4)
              .build(),
          POWERTRAIN);

  public static final ObdCommand<SensorValues> EGT_B1 =
      TABLE.row(
          0x78,
          "EGT_B1",
          "Exhaust gas temperatures - Bank 1",
          11,
          MultiValueDecoder.of()
              .ifBit(0)
              .celsius16("B1S1", 1)
              .ifBit(1)
              .celsius16("B1S2", 3)
              .ifBit(2)
              .celsius16("B1S3", 5)
              .ifBit(3)
              .celsius16("B1S4", 7)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> EGT_B2 =
      TABLE.row(
          0x79,
          "EGT_B2",
          "Exhaust gas temperatures - Bank 2",
          11,
          MultiValueDecoder.of()
              .ifBit(0)
              .celsius16("B2S1", 1)
              .ifBit(1)
              .celsius16("B2S2", 3)
              .ifBit(2)
              .celsius16("B2S3", 5)
              .ifBit(3)
              .celsius16("B2S4", 7)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> DPF_PRESSURE_B1 =
      TABLE.row(
          0x7A,
          "DPF_PRESSURE_B1",
          "Diesel particulate filter pressures - Bank 1",
          9,
          MultiValueDecoder.of()
              .ifBit(0)
              .int16("DELTA", 1, 1, 100, Units.KILOPASCAL)
              .ifBit(1)
              .uint16("INLET", 3, 1, 100, Units.KILOPASCAL)
              .ifBit(2)
              .uint16("OUTLET", 5, 1, 100, Units.KILOPASCAL)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> DPF_PRESSURE_B2 =
      TABLE.row(
          0x7B,
          "DPF_PRESSURE_B2",
          "Diesel particulate filter pressures - Bank 2",
          9,
          MultiValueDecoder.of()
              .ifBit(0)
              .int16("DELTA", 1, 1, 100, Units.KILOPASCAL)
              .ifBit(1)
              .uint16("INLET", 3, 1, 100, Units.KILOPASCAL)
              .ifBit(2)
              .uint16("OUTLET", 5, 1, 100, Units.KILOPASCAL)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> DPF_TEMP =
      TABLE.row(
          0x7C,
          "DPF_TEMP",
          "Diesel particulate filter temperatures",
          11,
          MultiValueDecoder.of()
              .ifBit(0)
              .celsius16("B1_INLET", 1)
              .ifBit(1)
              .celsius16("B1_OUTLET", 3)
              .ifBit(2)
              .celsius16("B2_INLET", 5)
              .ifBit(3)
              .celsius16("B2_OUTLET", 7)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> NOX_NTE_STATUS =
      TABLE.row(
          0x7D,
          "NOX_NTE_STATUS",
          "NOx NTE control area status",
          3,
          MultiValueDecoder.of()
              .flag("INSIDE_CONTROL_AREA", 0, 0)
              .flag("OUTSIDE_CONTROL_AREA", 0, 1)
              .flag("INSIDE_CARVE_OUT_AREA", 0, 2)
              .flag("DEFICIENCY_ACTIVE", 0, 3)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> PM_NTE_STATUS =
      TABLE.row(
          0x7E,
          "PM_NTE_STATUS",
          "PM NTE control area status",
          3,
          MultiValueDecoder.of()
              .flag("INSIDE_CONTROL_AREA", 0, 0)
              .flag("OUTSIDE_CONTROL_AREA", 0, 1)
              .flag("INSIDE_CARVE_OUT_AREA", 0, 2)
              .flag("DEFICIENCY_ACTIVE", 0, 3)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> RUN_TIME_TOTAL =
      TABLE.row(
          0x7F,
          "RUN_TIME_TOTAL",
          "Total engine run time",
          15,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint32("TOTAL", 1, 1, 1, Units.SECOND)
              .ifBit(1)
              .uint32("IDLE", 5, 1, 1, Units.SECOND)
              .ifBit(2)
              .uint32("PTO", 9, 1, 1, Units.SECOND)
              .build(),
          POWERTRAIN);

  Service01Range70() {}

  /** Returns the rows of this file, in order. */
  static List<ObdCommand<?>> range70() {
    return TABLE.rows();
  }
}
