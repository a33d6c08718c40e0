package io.obdio.core.command;

import io.obdio.core.decode.Decoders;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import io.obdio.core.value.SensorValues;
import java.util.List;

/** Service 09, vehicle information (SAE J1979-DA appendix G). */
public final class Service09 extends Service09Reference {

  private static final CommandTable TABLE = new CommandTable(0x09, EcuFilter.ALL);

  public static final ObdCommand<List<String>> CALIBRATION_IDS =
      TABLE.row(0x04, "CALIBRATION_IDS", "Calibration IDs, each", 0, Decoders.texts(16));

  public static final ObdCommand<List<String>> CVNS =
      TABLE.row(0x06, "CVNS", "Calibration Verification Numbers, each", 0, Decoders.CVNS);

  public static final ObdCommand<Quantity> IPT_MESSAGE_COUNT =
      TABLE.row(
          0x07,
          "IPT_MESSAGE_COUNT",
          "In-use performance tracking message count",
          3,
          Decoders.COUNT);

  public static final ObdCommand<SensorValues> IPT_SPARK =
      TABLE.row(
          0x08,
          "IPT_SPARK",
          "In-use performance tracking, spark ignition",
          0,
          Decoders.TRACKING_SPARK);

  public static final ObdCommand<Quantity> ECU_NAME_MESSAGE_COUNT =
      TABLE.row(0x09, "ECU_NAME_MESSAGE_COUNT", "ECU name message count", 3, Decoders.COUNT);

  public static final ObdCommand<String> ECU_NAME =
      TABLE.row(0x0A, "ECU_NAME", "ECU name", 0, Decoders.ECU_NAME);

  public static final ObdCommand<SensorValues> IPT_COMPRESSION =
      TABLE.row(
          0x0B,
          "IPT_COMPRESSION",
          "In-use performance tracking, compression ignition",
          0,
          Decoders.TRACKING_COMPRESSION);

  public static final ObdCommand<Quantity> ESN_MESSAGE_COUNT =
      TABLE.row(0x0C, "ESN_MESSAGE_COUNT", "Engine serial number message count", 3, Decoders.COUNT);

  public static final ObdCommand<String> ESN =
      TABLE.row(0x0D, "ESN", "Engine serial number", 0, Decoders.text(17));

  public static final ObdCommand<String> EROTAN =
      TABLE.row(0x0F, "EROTAN", "Exhaust regulation or type approval number", 0, Decoders.text(17));

  public static final ObdCommand<Quantity> FUELED_IGNITION_CYCLES =
      TABLE.row(
          0x12,
          "FUELED_IGNITION_CYCLES",
          "Fueled engine operation ignition cycle counter",
          0,
          Decoders.counted(Decoders.linear(2, 1, 1, Units.COUNT)));

  public static final ObdCommand<Quantity> EVAP_DISTANCE =
      TABLE.row(
          0x14,
          "EVAP_DISTANCE",
          "Distance since evap monitoring decision",
          0,
          Decoders.counted(Decoders.linear(2, 1, 1, Units.KILOMETER)));

  private Service09() {}

  /** Returns the rows beyond the reference table, in order. */
  static List<ObdCommand<?>> extended() {
    return TABLE.rows();
  }
}
