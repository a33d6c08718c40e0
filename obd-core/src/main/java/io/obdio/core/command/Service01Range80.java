package io.obdio.core.command;

import static io.obdio.core.command.Channel.EMISSIONS;
import static io.obdio.core.command.Channel.POWERTRAIN;

import io.obdio.core.decode.Decoders;
import io.obdio.core.decode.LinearDecoder;
import io.obdio.core.decode.MultiValueDecoder;
import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import io.obdio.core.value.SensorValues;
import io.obdio.core.value.SupportedPids;
import java.util.List;

/**
 * Service 01, current data, PIDs 80 to 8F (SAE J1979-DA appendix B). In a response with several
 * values, bit n of the first byte indicates whether the value after {@code ifBit(n)} is supported.
 * Where the scaling is not public the value is the bytes.
 */
abstract class Service01Range80 extends Service01Range70 {

  private static final CommandTable TABLE = new CommandTable(0x01, EcuFilter.ENGINE);

  public static final ObdCommand<SupportedPids> PIDS_E =
      TABLE.row(0x80, "PIDS_E", "Supported PIDs [81-A0]", 6, Decoders.supported(0x80));

  public static final ObdCommand<SensorValues> AECD_1_TO_5 =
      TABLE.row(
          0x81,
          "AECD_1_TO_5",
          "Engine run time for AECD 1 to 5",
          43,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint32("AECD_1_TIMER_1", 1, 1, 1, Units.SECOND)
              .ifBit(0)
              .uint32("AECD_1_TIMER_2", 5, 1, 1, Units.SECOND)
              .ifBit(1)
              .uint32("AECD_2_TIMER_1", 9, 1, 1, Units.SECOND)
              .ifBit(1)
              .uint32("AECD_2_TIMER_2", 13, 1, 1, Units.SECOND)
              .ifBit(2)
              .uint32("AECD_3_TIMER_1", 17, 1, 1, Units.SECOND)
              .ifBit(2)
              .uint32("AECD_3_TIMER_2", 21, 1, 1, Units.SECOND)
              .ifBit(3)
              .uint32("AECD_4_TIMER_1", 25, 1, 1, Units.SECOND)
              .ifBit(3)
              .uint32("AECD_4_TIMER_2", 29, 1, 1, Units.SECOND)
              .ifBit(4)
              .uint32("AECD_5_TIMER_1", 33, 1, 1, Units.SECOND)
              .ifBit(4)
              .uint32("AECD_5_TIMER_2", 37, 1, 1, Units.SECOND)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> AECD_6_TO_10 =
      TABLE.row(
          0x82,
          "AECD_6_TO_10",
          "Engine run time for AECD 6 to 10",
          43,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint32("AECD_6_TIMER_1", 1, 1, 1, Units.SECOND)
              .ifBit(0)
              .uint32("AECD_6_TIMER_2", 5, 1, 1, Units.SECOND)
              .ifBit(1)
              .uint32("AECD_7_TIMER_1", 9, 1, 1, Units.SECOND)
              .ifBit(1)
              .uint32("AECD_7_TIMER_2", 13, 1, 1, Units.SECOND)
              .ifBit(2)
              .uint32("AECD_8_TIMER_1", 17, 1, 1, Units.SECOND)
              .ifBit(2)
              .uint32("AECD_8_TIMER_2", 21, 1, 1, Units.SECOND)
              .ifBit(3)
              .uint32("AECD_9_TIMER_1", 25, 1, 1, Units.SECOND)
              .ifBit(3)
              .uint32("AECD_9_TIMER_2", 29, 1, 1, Units.SECOND)
              .ifBit(4)
              .uint32("AECD_10_TIMER_1", 33, 1, 1, Units.SECOND)
              .ifBit(4)
              .uint32("AECD_10_TIMER_2", 37, 1, 1, Units.SECOND)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> NOX_SENSORS =
      TABLE.row(
          0x83,
          "NOX_SENSORS",
          "NOx concentration",
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

  public static final ObdCommand<Quantity> MANIFOLD_TEMP =
      TABLE.row(
          0x84,
          "MANIFOLD_TEMP",
          "Manifold surface temperature",
          3,
          Decoders.TEMPERATURE,
          POWERTRAIN);

  public static final ObdCommand<SensorValues> NOX_REAGENT =
      TABLE.row(
          0x85,
          "NOX_REAGENT",
          "NOx reagent system",
          12,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint16("CONSUMPTION", 1, 5, 1000, Units.LITER_PER_HOUR)
              .ifBit(1)
              .uint16("DEMANDED_CONSUMPTION", 3, 5, 1000, Units.LITER_PER_HOUR)
              .ifBit(2)
              .percent("TANK_LEVEL", 5)
              .ifBit(3)
              .uint32("WARNING_TIME", 6, 1, 1, Units.SECOND)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> PM_SENSORS =
      TABLE.row(
          0x86,
          "PM_SENSORS",
          "Particulate matter mass concentration",
          7,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint16("B1S1", 1, 125, 10000, Units.MILLIGRAM_PER_CUBIC_METER)
              .ifBit(1)
              .uint16("B2S1", 3, 125, 10000, Units.MILLIGRAM_PER_CUBIC_METER)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> INTAKE_PRESSURE_SENSORS =
      TABLE.row(
          0x87,
          "INTAKE_PRESSURE_SENSORS",
          "Intake manifold absolute pressure sensors",
          7,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint16("SENSOR_A", 1, 1, 32, Units.KILOPASCAL)
              .ifBit(1)
              .uint16("SENSOR_B", 3, 1, 32, Units.KILOPASCAL)
              .build(),
          POWERTRAIN);

  public static final ObdCommand<Payload> SCR_INDUCEMENT =
      TABLE.row(0x88, "SCR_INDUCEMENT", "SCR inducement system", 15, Decoders.RAW, EMISSIONS);

  public static final ObdCommand<SensorValues> AECD_11_TO_15 =
      TABLE.row(
          0x89,
          "AECD_11_TO_15",
          "Engine run time for AECD 11 to 15",
          43,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint32("AECD_11_TIMER_1", 1, 1, 1, Units.SECOND)
              .ifBit(0)
              .uint32("AECD_11_TIMER_2", 5, 1, 1, Units.SECOND)
              .ifBit(1)
              .uint32("AECD_12_TIMER_1", 9, 1, 1, Units.SECOND)
              .ifBit(1)
              .uint32("AECD_12_TIMER_2", 13, 1, 1, Units.SECOND)
              .ifBit(2)
              .uint32("AECD_13_TIMER_1", 17, 1, 1, Units.SECOND)
              .ifBit(2)
              .uint32("AECD_13_TIMER_2", 21, 1, 1, Units.SECOND)
              .ifBit(3)
              .uint32("AECD_14_TIMER_1", 25, 1, 1, Units.SECOND)
              .ifBit(3)
              .uint32("AECD_14_TIMER_2", 29, 1, 1, Units.SECOND)
              .ifBit(4)
              .uint32("AECD_15_TIMER_1", 33, 1, 1, Units.SECOND)
              .ifBit(4)
              .uint32("AECD_15_TIMER_2", 37, 1, 1, Units.SECOND)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> AECD_16_TO_20 =
      TABLE.row(
          0x8A,
          "AECD_16_TO_20",
          "Engine run time for AECD 16 to 20",
          43,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint32("AECD_16_TIMER_1", 1, 1, 1, Units.SECOND)
              .ifBit(0)
              .uint32("AECD_16_TIMER_2", 5, 1, 1, Units.SECOND)
              .ifBit(1)
              .uint32("AECD_17_TIMER_1", 9, 1, 1, Units.SECOND)
              .ifBit(1)
              .uint32("AECD_17_TIMER_2", 13, 1, 1, Units.SECOND)
              .ifBit(2)
              .uint32("AECD_18_TIMER_1", 17, 1, 1, Units.SECOND)
              .ifBit(2)
              .uint32("AECD_18_TIMER_2", 21, 1, 1, Units.SECOND)
              .ifBit(3)
              .uint32("AECD_19_TIMER_1", 25, 1, 1, Units.SECOND)
              .ifBit(3)
              .uint32("AECD_19_TIMER_2", 29, 1, 1, Units.SECOND)
              .ifBit(4)
              .uint32("AECD_20_TIMER_1", 33, 1, 1, Units.SECOND)
              .ifBit(4)
              .uint32("AECD_20_TIMER_2", 37, 1, 1, Units.SECOND)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> DIESEL_AFTERTREATMENT =
      TABLE.row(
          0x8B,
          "DIESEL_AFTERTREATMENT",
          "Diesel aftertreatment status",
          9,
          MultiValueDecoder.of()
              .ifBit(0)
              .flag("DPF_REGENERATION", 1, 0)
              .ifBit(1)
              .flag("DPF_REGENERATION_ACTIVE", 1, 1)
              .ifBit(2)
              .flag("NOX_ADSORBER_REGENERATION", 1, 2)
              .ifBit(3)
              .flag("NOX_ADSORBER_DESULFURIZATION", 1, 3)
              .ifBit(4)
              .percent("DPF_REGENERATION_TRIGGER", 2)
              .ifBit(5)
              .uint16("TIME_BETWEEN_REGENERATIONS", 3, 1, 1, Units.MINUTE)
              .ifBit(6)
              .uint16("DISTANCE_BETWEEN_REGENERATIONS", 5, 1, 1, Units.KILOMETER)
              .build(),
          EMISSIONS);

  public static final ObdCommand<SensorValues> O2_WIDE_RANGE =
      TABLE.row(
          0x8C,
          "O2_WIDE_RANGE",
          "O2 sensors, wide range",
          19,
          MultiValueDecoder.of()
              .ifBit(0)
              .uint16("B1S1_CONCENTRATION", 1, 1526, 1000000, Units.PERCENT)
              .ifBit(1)
              .uint16("B1S2_CONCENTRATION", 3, 1526, 1000000, Units.PERCENT)
              .ifBit(2)
              .uint16("B2S1_CONCENTRATION", 5, 1526, 1000000, Units.PERCENT)
              .ifBit(3)
              .uint16("B2S2_CONCENTRATION", 7, 1526, 1000000, Units.PERCENT)
              .ifBit(4)
              .uint16("B1S1_LAMBDA", 9, 8, 65536, Units.RATIO)
              .ifBit(5)
              .uint16("B1S2_LAMBDA", 11, 8, 65536, Units.RATIO)
              .ifBit(6)
              .uint16("B2S1_LAMBDA", 13, 8, 65536, Units.RATIO)
              .ifBit(7)
              .uint16("B2S2_LAMBDA", 15, 8, 65536, Units.RATIO)
              .build(),
          EMISSIONS);

  public static final ObdCommand<Quantity> THROTTLE_POS_G =
      TABLE.row(
          0x8D, "THROTTLE_POS_G", "Absolute throttle position G", 3, Decoders.PERCENT, POWERTRAIN);

  public static final ObdCommand<Quantity> FRICTION_TORQUE =
      TABLE.row(
          0x8E,
          "FRICTION_TORQUE",
          "Engine friction torque",
          3,
          new LinearDecoder(0, 1, false, 1, -125, 1, Units.PERCENT),
          POWERTRAIN);

  public static final ObdCommand<Payload> PM_SENSOR_OUTPUT =
      TABLE.row(
          0x8F, "PM_SENSOR_OUTPUT", "Particulate matter sensor output", 9, Decoders.RAW, EMISSIONS);

  Service01Range80() {}

  /** Returns the rows of this file, in order. */
  static List<ObdCommand<?>> range80() {
    return TABLE.rows();
  }
}
