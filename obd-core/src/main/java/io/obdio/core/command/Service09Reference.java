package io.obdio.core.command;

import io.obdio.core.decode.Decoder;
import io.obdio.core.decode.Decoders;
import io.obdio.core.unit.Quantity;
import io.obdio.core.value.SupportedPids;
import java.util.List;

/** Service 09, vehicle information: the commands of the reference table (SAE J1979 appendix G). */
abstract class Service09Reference {

  private static final CommandTable TABLE = new CommandTable(0x09, EcuFilter.ALL);

  public static final ObdCommand<SupportedPids> PIDS_9A =
      TABLE.row(0x00, "PIDS_9A", "Supported PIDs [01-20]", 7, Decoders.supportedInfotypes(0x00));

  public static final ObdCommand<Quantity> VIN_MESSAGE_COUNT =
      TABLE.row(
          0x01, "VIN_MESSAGE_COUNT", "VIN Message Count", 3, Decoders.COUNT, EcuFilter.ENGINE);

  public static final ObdCommand<String> VIN =
      TABLE.row(0x02, "VIN", "Vehicle Identification Number", 22, Decoders.VIN, EcuFilter.ENGINE);

  public static final ObdCommand<Quantity> CALIBRATION_ID_MESSAGE_COUNT =
      TABLE.row(
          0x03,
          "CALIBRATION_ID_MESSAGE_COUNT",
          "Calibration ID message count for PID 04",
          3,
          Decoders.COUNT);

  public static final ObdCommand<String> CALIBRATION_ID =
      TABLE.row(0x04, "CALIBRATION_ID", "Calibration ID", 18, Decoders.text(16));

  public static final ObdCommand<Quantity> CVN_MESSAGE_COUNT =
      TABLE.row(0x05, "CVN_MESSAGE_COUNT", "CVN Message Count for PID 06", 3, Decoders.COUNT);

  public static final ObdCommand<String> CVN =
      TABLE.row(0x06, "CVN", "Calibration Verification Numbers", 10, joined(Decoders.CVNS));

  Service09Reference() {}

  /** Returns the rows of this file, in order. */
  static List<ObdCommand<?>> reference() {
    return TABLE.rows();
  }

  private static Decoder<String> joined(Decoder<List<String>> decoder) {
    return Decoders.map(decoder, texts -> String.join("", texts));
  }
}
