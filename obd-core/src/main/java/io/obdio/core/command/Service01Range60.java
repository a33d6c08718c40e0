package io.obdio.core.command;

import static io.obdio.core.command.Channel.EMISSIONS;
import static io.obdio.core.command.Channel.FUEL;
import static io.obdio.core.command.Channel.POWERTRAIN;

import io.obdio.core.decode.Decoders;
import io.obdio.core.decode.LinearDecoder;
import io.obdio.core.decode.MultiValueDecoder;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import io.obdio.core.value.SensorValues;
import io.obdio.core.value.SupportedPids;
import java.util.List;

/**
 * Service 01, current data, PIDs 60 to 6F (SAE J1979-DA appendix B). In a response with several
 * values, bit n of the first byte indicates whether the value after {@code ifBit(n)} is supported.
 */
abstract class Service01Range60 extends Service01Range40 {

  private static final CommandTable TABLE = new CommandTable(0x01, EcuFilter.ENGINE);

  public static final ObdCommand<SupportedPids> PIDS_D =
      TABLE.row(0x60, "PIDS_D", "Supported PIDs [61-80]", 6, Decoders.supported(0x60));

  public static final ObdCommand<Quantity> TORQUE_DEMAND =
      TABLE.row(
          0x61,
          "TORQUE_DEMAND",
          "Driver's demand engine torque",
          3,
          new LinearDecoder(0, 1, false, 1, -125, 1, Units.PERCENT),
          POWERTRAIN);

  public static final ObdCommand<Quantity> TORQUE =
      TABLE.row(
          0x62,
          "TORQUE",
          "Actual engine torque",
          3,
          new LinearDecoder(0, 1, false, 1, -125, 1, Units.PERCENT),
          POWERTRAIN);

  public static final ObdCommand<Quantity> REFERENCE_TORQUE =
      TABLE.row(
          0x63,
          "REFERENCE_TORQUE",
          "Engine reference torque",
          4,
          Decoders.linear(2, 1, 1, Units.NEWTON_METER),
          POWERTRAIN);

  public static final ObdCommand<SensorValues> TORQUE_POINTS =
      TABLE.row(
          0x64,
          "TORQUE_POINTS",
          "Engine torque at idle and points 2 to 5",
          7,
          MultiValueDecoder.of()
              .torque("IDLE", 0)
              .torque("POINT_2", 1)
              .torque("POINT_3", 2)
              .torque("POINT_4", 3)
              .torque("POINT_5", 4)
              .build(),
          POWERTRAIN);

  public static final ObdCommand<SensorValues> AUX_INPUT_OUTPUT =
      TABLE.row(
          0x65,
          "AUX_INPUT_OUTPUT",
          "Auxiliary inputs and outputs",
          4,
          MultiValueDecoder.of()
              .ifBit(0)
              .flag("PTO_ACTIVE", 1, 0)
              .ifBit(1)
              .flag("AUTO_TRANSMISSION_IN_DRIVE", 1, 1)
              .ifBit(2)
              .flag("MANUAL_TRANSMISSION_IN_GEAR", 1, 2)
              .ifBit(3)
              .flag("GLOW_PLUG_LAMP", 1, 3)
              .ifBit(4)
              .bits("RECOMMENDED_GEAR", 1, 4, 15)
              .build(),
          POWERTRAIN);

  public static final ObdCommand<SensorValues> MAF_SENSORS =
      TABLE.row(
          0x66,
          "MAF_SENSORS",
          "Mass air flow sensors",
          7,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint16("SENSOR_A", 1, 1, 32, Units.GRAM_PER_SECOND)
              .ifBit(1)
              .uint16("SENSOR_B", 3, 1, 32, Units.GRAM_PER_SECOND)
              .build(),
          POWERTRAIN);

  public static final ObdCommand<SensorValues> COOLANT_TEMP_SENSORS =
      TABLE.row(
          0x67,
          "COOLANT_TEMP_SENSORS",
          "Engine coolant temperature sensors",
          5,
          MultiValueDecoder.of()
              .ifBit(0)
              .celsius("SENSOR_1", 1)
              .ifBit(1)
              .celsius("SENSOR_2", 2)
              .build(),
          POWERTRAIN);

  public static final ObdCommand<SensorValues> INTAKE_TEMP_SENSORS =
      TABLE.row(
          0x68,
          "INTAKE_TEMP_SENSORS",
          "Intake air temperature sensors",
          9,
          MultiValueDecoder.of()
              .ifBit(0)
              .celsius("B1S1", 1)
              .ifBit(1)
              .celsius("B1S2", 2)
              .ifBit(2)
              .celsius("B1S3", 3)
              .ifBit(3)
              .celsius("B2S1", 4)
              .ifBit(4)
              .celsius("B2S2", 5)
              .ifBit(5)
              .celsius("B2S3", 6)
              .build(),
          POWERTRAIN);

  public static final ObdCommand<SensorValues> EGR =
      TABLE.row(
          0x69,
          "EGR",
          "Commanded and actual EGR, and EGR error",
          9,
          MultiValueDecoder.of()
              .ifBit(0)
              .percent("A_COMMANDED", 1)
              .ifBit(1)
              .percent("A_ACTUAL", 2)
              .ifBit(2)
              .trim("A_ERROR", 3)
              .ifBit(3)
              .percent("B_COMMANDED", 4)
              .ifBit(4)
              .percent("B_ACTUAL", 5)
              .ifBit(5)
              .trim("B_ERROR", 6)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> DIESEL_INTAKE_AIR =
      TABLE.row(
          0x6A,
          "DIESEL_INTAKE_AIR",
          "Diesel intake air flow: control and position",
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

  public static final ObdCommand<SensorValues> EGR_TEMP =
      TABLE.row(
          0x6B,
          "EGR_TEMP",
          "EGR temperature sensors",
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
              .ifBit(4)
              .celsiusWide("B1S1_WIDE", 1)
              .ifBit(5)
              .celsiusWide("B1S2_WIDE", 2)
              .ifBit(6)
              .celsiusWide("B2S1_WIDE", 3)
              .ifBit(7)
              .celsiusWide("B2S2_WIDE", 4)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> THROTTLE_CONTROL =
      TABLE.row(
          0x6C,
          "THROTTLE_CONTROL",
          "Throttle actuators: control and relative position",
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

  public static final ObdCommand<SensorValues> FUEL_PRESSURE_CONTROL =
      TABLE.row(
          0x6D,
          "FUEL_PRESSURE_CONTROL",
          "Fuel rail pressure control",
          13,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint16("A_COMMANDED", 1, 10, 1, Units.KILOPASCAL)
              .ifBit(1)
              .uint16("A_PRESSURE", 3, 10, 1, Units.KILOPASCAL)
              .ifBit(2)
              .celsius("A_TEMPERATURE", 5)
              .ifBit(3)
              .uint16("B_COMMANDED", 6, 10, 1, Units.KILOPASCAL)
              .ifBit(4)
              .uint16("B_PRESSURE", 8, 10, 1, Units.KILOPASCAL)
              .ifBit(5)
              .celsius("B_TEMPERATURE", 10)
              .build(),
          FUEL);

  public static final ObdCommand<SensorValues> INJECTION_PRESSURE_CONTROL =
      TABLE.row(
          0x6E,
          "INJECTION_PRESSURE_CONTROL",
          "Injection pressure control",
          11,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint16("A_COMMANDED", 1, 10, 1, Units.KILOPASCAL)
              .ifBit(1)
              .uint16("A_PRESSURE", 3, 10, 1, Units.KILOPASCAL)
              .ifBit(2)
              .uint16("B_COMMANDED", 5, 10, 1, Units.KILOPASCAL)
              .ifBit(3)
              .uint16("B_PRESSURE", 7, 10, 1, Units.KILOPASCAL)
              .build(),
          FUEL);

  public static final ObdCommand<SensorValues> TURBO_INLET_PRESSURE =
      TABLE.row(
          0x6F,
          "TURBO_INLET_PRESSURE",
          "Turbocharger compressor inlet pressure",
          5,
          MultiValueDecoder.of()
              .ifBit(0)
              .value("SENSOR_A", 1, 1, 1, 1, Units.KILOPASCAL)
              .ifBit(1)
              .value("SENSOR_B", 2, 1, 1, 1, Units.KILOPASCAL)
              .build(),
          POWERTRAIN);

  Service01Range60() {}

  /** Returns the rows of this file, in order. */
  static List<ObdCommand<?>> range60() {
    return TABLE.rows();
  }
}
