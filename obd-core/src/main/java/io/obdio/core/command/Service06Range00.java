package io.obdio.core.command;

import io.obdio.core.decode.Decoders;
import io.obdio.core.value.Monitor;
import io.obdio.core.value.SupportedPids;
import java.util.List;

/**
 * Service 06, on-board monitoring tests, OBDMIDs 00 to 60 (SAE J1979 appendix D): oxygen sensors,
 * catalyst, EGR, VVT, EVAP and the sensors' heaters.
 */
abstract class Service06Range00 {

  private static final CommandTable TABLE = new CommandTable(0x06, EcuFilter.ALL);

  public static final ObdCommand<SupportedPids> MIDS_A =
      TABLE.row(0x00, "MIDS_A", "Supported MIDs [01-20]", 0, Decoders.supported(0x00));

  public static final ObdCommand<Monitor> MONITOR_O2_B1S1 =
      TABLE.row(
          0x01, "MONITOR_O2_B1S1", "O2 Sensor Monitor Bank 1 - Sensor 1", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_B1S2 =
      TABLE.row(
          0x02, "MONITOR_O2_B1S2", "O2 Sensor Monitor Bank 1 - Sensor 2", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_B1S3 =
      TABLE.row(
          0x03, "MONITOR_O2_B1S3", "O2 Sensor Monitor Bank 1 - Sensor 3", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_B1S4 =
      TABLE.row(
          0x04, "MONITOR_O2_B1S4", "O2 Sensor Monitor Bank 1 - Sensor 4", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_B2S1 =
      TABLE.row(
          0x05, "MONITOR_O2_B2S1", "O2 Sensor Monitor Bank 2 - Sensor 1", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_B2S2 =
      TABLE.row(
          0x06, "MONITOR_O2_B2S2", "O2 Sensor Monitor Bank 2 - Sensor 2", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_B2S3 =
      TABLE.row(
          0x07, "MONITOR_O2_B2S3", "O2 Sensor Monitor Bank 2 - Sensor 3", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_B2S4 =
      TABLE.row(
          0x08, "MONITOR_O2_B2S4", "O2 Sensor Monitor Bank 2 - Sensor 4", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_B3S1 =
      TABLE.row(
          0x09, "MONITOR_O2_B3S1", "O2 Sensor Monitor Bank 3 - Sensor 1", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_B3S2 =
      TABLE.row(
          0x0A, "MONITOR_O2_B3S2", "O2 Sensor Monitor Bank 3 - Sensor 2", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_B3S3 =
      TABLE.row(
          0x0B, "MONITOR_O2_B3S3", "O2 Sensor Monitor Bank 3 - Sensor 3", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_B3S4 =
      TABLE.row(
          0x0C, "MONITOR_O2_B3S4", "O2 Sensor Monitor Bank 3 - Sensor 4", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_B4S1 =
      TABLE.row(
          0x0D, "MONITOR_O2_B4S1", "O2 Sensor Monitor Bank 4 - Sensor 1", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_B4S2 =
      TABLE.row(
          0x0E, "MONITOR_O2_B4S2", "O2 Sensor Monitor Bank 4 - Sensor 2", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_B4S3 =
      TABLE.row(
          0x0F, "MONITOR_O2_B4S3", "O2 Sensor Monitor Bank 4 - Sensor 3", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_B4S4 =
      TABLE.row(
          0x10, "MONITOR_O2_B4S4", "O2 Sensor Monitor Bank 4 - Sensor 4", 0, Decoders.MONITOR);

  public static final ObdCommand<SupportedPids> MIDS_B =
      TABLE.row(0x20, "MIDS_B", "Supported MIDs [21-40]", 0, Decoders.supported(0x20));

  public static final ObdCommand<Monitor> MONITOR_CATALYST_B1 =
      TABLE.row(0x21, "MONITOR_CATALYST_B1", "Catalyst Monitor Bank 1", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_CATALYST_B2 =
      TABLE.row(0x22, "MONITOR_CATALYST_B2", "Catalyst Monitor Bank 2", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_CATALYST_B3 =
      TABLE.row(0x23, "MONITOR_CATALYST_B3", "Catalyst Monitor Bank 3", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_CATALYST_B4 =
      TABLE.row(0x24, "MONITOR_CATALYST_B4", "Catalyst Monitor Bank 4", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_EGR_B1 =
      TABLE.row(0x31, "MONITOR_EGR_B1", "EGR Monitor Bank 1", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_EGR_B2 =
      TABLE.row(0x32, "MONITOR_EGR_B2", "EGR Monitor Bank 2", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_EGR_B3 =
      TABLE.row(0x33, "MONITOR_EGR_B3", "EGR Monitor Bank 3", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_EGR_B4 =
      TABLE.row(0x34, "MONITOR_EGR_B4", "EGR Monitor Bank 4", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_VVT_B1 =
      TABLE.row(0x35, "MONITOR_VVT_B1", "VVT Monitor Bank 1", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_VVT_B2 =
      TABLE.row(0x36, "MONITOR_VVT_B2", "VVT Monitor Bank 2", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_VVT_B3 =
      TABLE.row(0x37, "MONITOR_VVT_B3", "VVT Monitor Bank 3", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_VVT_B4 =
      TABLE.row(0x38, "MONITOR_VVT_B4", "VVT Monitor Bank 4", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_EVAP_150 =
      TABLE.row(0x39, "MONITOR_EVAP_150", "EVAP Monitor (Cap Off / 0.150\")", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_EVAP_090 =
      TABLE.row(0x3A, "MONITOR_EVAP_090", "EVAP Monitor (0.090\")", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_EVAP_040 =
      TABLE.row(0x3B, "MONITOR_EVAP_040", "EVAP Monitor (0.040\")", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_EVAP_020 =
      TABLE.row(0x3C, "MONITOR_EVAP_020", "EVAP Monitor (0.020\")", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_PURGE_FLOW =
      TABLE.row(0x3D, "MONITOR_PURGE_FLOW", "Purge Flow Monitor", 0, Decoders.MONITOR);

  public static final ObdCommand<SupportedPids> MIDS_C =
      TABLE.row(0x40, "MIDS_C", "Supported MIDs [41-60]", 0, Decoders.supported(0x40));

  public static final ObdCommand<Monitor> MONITOR_O2_HEATER_B1S1 =
      TABLE.row(
          0x41,
          "MONITOR_O2_HEATER_B1S1",
          "O2 Sensor Heater Monitor Bank 1 - Sensor 1",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_HEATER_B1S2 =
      TABLE.row(
          0x42,
          "MONITOR_O2_HEATER_B1S2",
          "O2 Sensor Heater Monitor Bank 1 - Sensor 2",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_HEATER_B1S3 =
      TABLE.row(
          0x43,
          "MONITOR_O2_HEATER_B1S3",
          "O2 Sensor Heater Monitor Bank 1 - Sensor 3",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_HEATER_B1S4 =
      TABLE.row(
          0x44,
          "MONITOR_O2_HEATER_B1S4",
          "O2 Sensor Heater Monitor Bank 1 - Sensor 4",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_HEATER_B2S1 =
      TABLE.row(
          0x45,
          "MONITOR_O2_HEATER_B2S1",
          "O2 Sensor Heater Monitor Bank 2 - Sensor 1",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_HEATER_B2S2 =
      TABLE.row(
          0x46,
          "MONITOR_O2_HEATER_B2S2",
          "O2 Sensor Heater Monitor Bank 2 - Sensor 2",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_HEATER_B2S3 =
      TABLE.row(
          0x47,
          "MONITOR_O2_HEATER_B2S3",
          "O2 Sensor Heater Monitor Bank 2 - Sensor 3",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_HEATER_B2S4 =
      TABLE.row(
          0x48,
          "MONITOR_O2_HEATER_B2S4",
          "O2 Sensor Heater Monitor Bank 2 - Sensor 4",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_HEATER_B3S1 =
      TABLE.row(
          0x49,
          "MONITOR_O2_HEATER_B3S1",
          "O2 Sensor Heater Monitor Bank 3 - Sensor 1",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_HEATER_B3S2 =
      TABLE.row(
          0x4A,
          "MONITOR_O2_HEATER_B3S2",
          "O2 Sensor Heater Monitor Bank 3 - Sensor 2",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_HEATER_B3S3 =
      TABLE.row(
          0x4B,
          "MONITOR_O2_HEATER_B3S3",
          "O2 Sensor Heater Monitor Bank 3 - Sensor 3",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_HEATER_B3S4 =
      TABLE.row(
          0x4C,
          "MONITOR_O2_HEATER_B3S4",
          "O2 Sensor Heater Monitor Bank 3 - Sensor 4",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_HEATER_B4S1 =
      TABLE.row(
          0x4D,
          "MONITOR_O2_HEATER_B4S1",
          "O2 Sensor Heater Monitor Bank 4 - Sensor 1",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_HEATER_B4S2 =
      TABLE.row(
          0x4E,
          "MONITOR_O2_HEATER_B4S2",
          "O2 Sensor Heater Monitor Bank 4 - Sensor 2",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_HEATER_B4S3 =
      TABLE.row(
          0x4F,
          "MONITOR_O2_HEATER_B4S3",
          "O2 Sensor Heater Monitor Bank 4 - Sensor 3",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_O2_HEATER_B4S4 =
      TABLE.row(
          0x50,
          "MONITOR_O2_HEATER_B4S4",
          "O2 Sensor Heater Monitor Bank 4 - Sensor 4",
          0,
          Decoders.MONITOR);

  Service06Range00() {}

  /** Returns the rows of this file, in order. */
  static List<ObdCommand<?>> range00() {
    return TABLE.rows();
  }
}
