package io.obdio.core.command;

import io.obdio.core.decode.Decoders;
import io.obdio.core.value.Monitor;
import io.obdio.core.value.SupportedPids;
import java.util.List;

/**
 * Service 06, on-board monitoring tests, OBDMIDs 60 to B1 (SAE J1979 appendix D): heated catalyst,
 * air, fuel, boost, NOx, misfire, particulate filter.
 */
abstract class Service06Range60 extends Service06Range00 {

  private static final CommandTable TABLE = new CommandTable(0x06, EcuFilter.ALL);

  public static final ObdCommand<SupportedPids> MIDS_D =
      TABLE.row(0x60, "MIDS_D", "Supported MIDs [61-80]", 0, Decoders.supported(0x60));

  public static final ObdCommand<Monitor> MONITOR_HEATED_CATALYST_B1 =
      TABLE.row(
          0x61,
          "MONITOR_HEATED_CATALYST_B1",
          "Heated Catalyst Monitor Bank 1",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_HEATED_CATALYST_B2 =
      TABLE.row(
          0x62,
          "MONITOR_HEATED_CATALYST_B2",
          "Heated Catalyst Monitor Bank 2",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_HEATED_CATALYST_B3 =
      TABLE.row(
          0x63,
          "MONITOR_HEATED_CATALYST_B3",
          "Heated Catalyst Monitor Bank 3",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_HEATED_CATALYST_B4 =
      TABLE.row(
          0x64,
          "MONITOR_HEATED_CATALYST_B4",
          "Heated Catalyst Monitor Bank 4",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_SECONDARY_AIR_1 =
      TABLE.row(0x71, "MONITOR_SECONDARY_AIR_1", "Secondary Air Monitor 1", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_SECONDARY_AIR_2 =
      TABLE.row(0x72, "MONITOR_SECONDARY_AIR_2", "Secondary Air Monitor 2", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_SECONDARY_AIR_3 =
      TABLE.row(0x73, "MONITOR_SECONDARY_AIR_3", "Secondary Air Monitor 3", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_SECONDARY_AIR_4 =
      TABLE.row(0x74, "MONITOR_SECONDARY_AIR_4", "Secondary Air Monitor 4", 0, Decoders.MONITOR);

  public static final ObdCommand<SupportedPids> MIDS_E =
      TABLE.row(0x80, "MIDS_E", "Supported MIDs [81-A0]", 0, Decoders.supported(0x80));

  public static final ObdCommand<Monitor> MONITOR_FUEL_SYSTEM_B1 =
      TABLE.row(0x81, "MONITOR_FUEL_SYSTEM_B1", "Fuel System Monitor Bank 1", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_FUEL_SYSTEM_B2 =
      TABLE.row(0x82, "MONITOR_FUEL_SYSTEM_B2", "Fuel System Monitor Bank 2", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_FUEL_SYSTEM_B3 =
      TABLE.row(0x83, "MONITOR_FUEL_SYSTEM_B3", "Fuel System Monitor Bank 3", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_FUEL_SYSTEM_B4 =
      TABLE.row(0x84, "MONITOR_FUEL_SYSTEM_B4", "Fuel System Monitor Bank 4", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_BOOST_PRESSURE_B1 =
      TABLE.row(
          0x85,
          "MONITOR_BOOST_PRESSURE_B1",
          "Boost Pressure Control Monitor Bank 1",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_BOOST_PRESSURE_B2 =
      TABLE.row(
          0x86,
          "MONITOR_BOOST_PRESSURE_B2",
          "Boost Pressure Control Monitor Bank 1",
          0,
          Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_NOX_ABSORBER_B1 =
      TABLE.row(
          0x90, "MONITOR_NOX_ABSORBER_B1", "NOx Absorber Monitor Bank 1", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_NOX_ABSORBER_B2 =
      TABLE.row(
          0x91, "MONITOR_NOX_ABSORBER_B2", "NOx Absorber Monitor Bank 2", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_NOX_CATALYST_B1 =
      TABLE.row(
          0x98, "MONITOR_NOX_CATALYST_B1", "NOx Catalyst Monitor Bank 1", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_NOX_CATALYST_B2 =
      TABLE.row(
          0x99, "MONITOR_NOX_CATALYST_B2", "NOx Catalyst Monitor Bank 2", 0, Decoders.MONITOR);

  public static final ObdCommand<SupportedPids> MIDS_F =
      TABLE.row(0xA0, "MIDS_F", "Supported MIDs [A1-C0]", 0, Decoders.supported(0xA0));

  public static final ObdCommand<Monitor> MONITOR_MISFIRE_GENERAL =
      TABLE.row(
          0xA1, "MONITOR_MISFIRE_GENERAL", "Misfire Monitor General Data", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_MISFIRE_CYLINDER_1 =
      TABLE.row(0xA2, "MONITOR_MISFIRE_CYLINDER_1", "Misfire Cylinder 1 Data", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_MISFIRE_CYLINDER_2 =
      TABLE.row(0xA3, "MONITOR_MISFIRE_CYLINDER_2", "Misfire Cylinder 2 Data", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_MISFIRE_CYLINDER_3 =
      TABLE.row(0xA4, "MONITOR_MISFIRE_CYLINDER_3", "Misfire Cylinder 3 Data", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_MISFIRE_CYLINDER_4 =
      TABLE.row(0xA5, "MONITOR_MISFIRE_CYLINDER_4", "Misfire Cylinder 4 Data", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_MISFIRE_CYLINDER_5 =
      TABLE.row(0xA6, "MONITOR_MISFIRE_CYLINDER_5", "Misfire Cylinder 5 Data", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_MISFIRE_CYLINDER_6 =
      TABLE.row(0xA7, "MONITOR_MISFIRE_CYLINDER_6", "Misfire Cylinder 6 Data", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_MISFIRE_CYLINDER_7 =
      TABLE.row(0xA8, "MONITOR_MISFIRE_CYLINDER_7", "Misfire Cylinder 7 Data", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_MISFIRE_CYLINDER_8 =
      TABLE.row(0xA9, "MONITOR_MISFIRE_CYLINDER_8", "Misfire Cylinder 8 Data", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_MISFIRE_CYLINDER_9 =
      TABLE.row(0xAA, "MONITOR_MISFIRE_CYLINDER_9", "Misfire Cylinder 9 Data", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_MISFIRE_CYLINDER_10 =
      TABLE.row(
          0xAB, "MONITOR_MISFIRE_CYLINDER_10", "Misfire Cylinder 10 Data", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_MISFIRE_CYLINDER_11 =
      TABLE.row(
          0xAC, "MONITOR_MISFIRE_CYLINDER_11", "Misfire Cylinder 11 Data", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_MISFIRE_CYLINDER_12 =
      TABLE.row(
          0xAD, "MONITOR_MISFIRE_CYLINDER_12", "Misfire Cylinder 12 Data", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_PM_FILTER_B1 =
      TABLE.row(0xB0, "MONITOR_PM_FILTER_B1", "PM Filter Monitor Bank 1", 0, Decoders.MONITOR);

  public static final ObdCommand<Monitor> MONITOR_PM_FILTER_B2 =
      TABLE.row(0xB1, "MONITOR_PM_FILTER_B2", "PM Filter Monitor Bank 2", 0, Decoders.MONITOR);

  Service06Range60() {}

  /** Returns the rows of this file, in order. */
  static List<ObdCommand<?>> range60() {
    return TABLE.rows();
  }
}
