package io.obdio.core.decode;

import java.util.List;
import java.util.Locale;

/**
 * The texts of codes (SAE J1979 appendix B). Clients receive and compare them: they must not
 * change.
 */
final class CodeTables {

  /** PID 01, bit B3. */
  static final List<String> IGNITION_TYPES = List.of("spark", "compression");

  /** PIDs 01 and 41, byte B, from the least significant bit on. */
  static final List<String> BASE_TESTS =
      List.of("MISFIRE_MONITORING", "FUEL_SYSTEM_MONITORING", "COMPONENT_MONITORING");

  /** PIDs 01 and 41, bytes C and D of spark ignition; "" is reserved. */
  static final List<String> SPARK_TESTS =
      List.of(
          "CATALYST_MONITORING",
          "HEATED_CATALYST_MONITORING",
          "EVAPORATIVE_SYSTEM_MONITORING",
          "SECONDARY_AIR_SYSTEM_MONITORING",
          "",
          "OXYGEN_SENSOR_MONITORING",
          "OXYGEN_SENSOR_HEATER_MONITORING",
          "EGR_VVT_SYSTEM_MONITORING");

  /** PIDs 01 and 41, bytes C and D of compression ignition; "" is reserved. */
  static final List<String> COMPRESSION_TESTS =
      List.of(
          "NMHC_CATALYST_MONITORING",
          "NOX_SCR_AFTERTREATMENT_MONITORING",
          "",
          "BOOST_PRESSURE_MONITORING",
          "",
          "EXHAUST_GAS_SENSOR_MONITORING",
          "PM_FILTER_MONITORING",
          "EGR_VVT_SYSTEM_MONITORING");

  /** PID 03, one bit each. */
  static final List<String> FUEL_STATUS =
      List.of(
          "Open loop due to insufficient engine temperature",
          "Closed loop, using oxygen sensor feedback to determine fuel mix",
          "Open loop due to engine load OR fuel cut due to deceleration",
          "Open loop due to system failure",
          "Closed loop, using at least one oxygen sensor but there is a fault in the feedback system");

  /** PID 12, one bit each. */
  static final List<String> AIR_STATUS =
      List.of(
          "Upstream",
          "Downstream of catalytic converter",
          "From the outside atmosphere or off",
          "Pump commanded on for diagnostics");

  /** PID 1C. */
  static final List<String> OBD_COMPLIANCE =
      List.of(
          "Undefined",
          "OBD-II as defined by the CARB",
          "OBD as defined by the EPA",
          "OBD and OBD-II",
          "OBD-I",
          "Not OBD compliant",
          "EOBD (Europe)",
          "EOBD and OBD-II",
          "EOBD and OBD",
          "EOBD, OBD and OBD II",
          "JOBD (Japan)",
          "JOBD and OBD II",
          "JOBD and EOBD",
          "JOBD, EOBD, and OBD II",
          "Reserved",
          "Reserved",
          "Reserved",
          "Engine Manufacturer Diagnostics (EMD)",
          "Engine Manufacturer Diagnostics Enhanced (EMD+)",
          "Heavy Duty On-Board Diagnostics (Child/Partial) (HD OBD-C)",
          "Heavy Duty On-Board Diagnostics (HD OBD)",
          "World Wide Harmonized OBD (WWH OBD)",
          "Reserved",
          "Heavy Duty Euro OBD Stage I without NOx control (HD EOBD-I)",
          "Heavy Duty Euro OBD Stage I with NOx control (HD EOBD-I N)",
          "Heavy Duty Euro OBD Stage II without NOx control (HD EOBD-II)",
          "Heavy Duty Euro OBD Stage II with NOx control (HD EOBD-II N)",
          "Reserved",
          "Brazil OBD Phase 1 (OBDBr-1)",
          "Brazil OBD Phase 2 (OBDBr-2)",
          "Korean OBD (KOBD)",
          "India OBD I (IOBD I)",
          "India OBD II (IOBD II)",
          "Heavy Duty Euro OBD Stage VI (HD EOBD-IV)");

  /** PID 51. */
  static final List<String> FUEL_TYPES =
      List.of(
          "Not available",
          "Gasoline",
          "Methanol",
          "Ethanol",
          "Diesel",
          "LPG",
          "CNG",
          "Propane",
          "Electric",
          "Bifuel running Gasoline",
          "Bifuel running Methanol",
          "Bifuel running Ethanol",
          "Bifuel running LPG",
          "Bifuel running CNG",
          "Bifuel running Propane",
          "Bifuel running Electricity",
          "Bifuel running electric and combustion engine",
          "Hybrid gasoline",
          "Hybrid Ethanol",
          "Hybrid Diesel",
          "Hybrid Electric",
          "Hybrid running electric and combustion engine",
          "Hybrid Regenerative",
          "Bifuel running diesel");

  /** PID 5F, from 0E on. */
  static final List<String> EMISSION_REQUIREMENTS =
      List.of(
          "Heavy Duty Vehicles (EURO IV) B1",
          "Heavy Duty Vehicles (EURO V) B2",
          "Heavy Duty Vehicles (EURO EEC) C (gas engines)");

  static final int FIRST_EMISSION_REQUIREMENT = 0x0E;

  /** Standard test ids of service 06, from 01 on: name and description. */
  private static final String[][] TESTS = {
    {"RTL_THRESHOLD_VOLTAGE", "Rich to lean sensor threshold voltage"},
    {"LTR_THRESHOLD_VOLTAGE", "Lean to rich sensor threshold voltage"},
    {"LOW_VOLTAGE_SWITCH_TIME", "Low sensor voltage for switch time calculation"},
    {"HIGH_VOLTAGE_SWITCH_TIME", "High sensor voltage for switch time calculation"},
    {"RTL_SWITCH_TIME", "Rich to lean sensor switch time"},
    {"LTR_SWITCH_TIME", "Lean to rich sensor switch time"},
    {"MIN_VOLTAGE", "Minimum sensor voltage for test cycle"},
    {"MAX_VOLTAGE", "Maximum sensor voltage for test cycle"},
    {"TRANSITION_TIME", "Time between sensor transitions"},
    {"SENSOR_PERIOD", "Sensor period"},
    {"MISFIRE_AVERAGE", "Average misfire counts for last ten driving cycles"},
    {"MISFIRE_COUNT", "Misfire counts for last/current driving cycles"},
  };

  private CodeTables() {}

  static String testName(int tid) {
    return isStandard(tid) ? TESTS[tid - 1][0] : unknown(tid);
  }

  static String testDescription(int tid) {
    return isStandard(tid) ? TESTS[tid - 1][1] : unknown(tid);
  }

  private static boolean isStandard(int tid) {
    return tid >= 1 && tid <= TESTS.length;
  }

  private static String unknown(int tid) {
    return String.format(Locale.ROOT, "Unknown (0x%02X)", tid);
  }
}
