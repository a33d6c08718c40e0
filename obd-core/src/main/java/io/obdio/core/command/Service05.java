package io.obdio.core.command;

import io.obdio.core.decode.Decoder;
import io.obdio.core.decode.Decoders;
import io.obdio.core.decode.OxygenTestDecoder;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.unit.Unit;
import io.obdio.core.unit.Units;
import io.obdio.core.value.MonitorTest;
import io.obdio.core.value.SupportedPids;
import java.util.ArrayList;
import java.util.List;

/**
 * Service 05, oxygen sensor tests of the buses before CAN (SAE J1979 clause 8.5). A request has the
 * test id and the sensor as one set bit, bank 1 sensor 1 the least significant.
 */
public final class Service05 {

  private static final int SERVICE = 0x05;

  /**
   * Standard tests: id, name, description, scaling. Constants come alone, the others with limits.
   */
  @SuppressWarnings("ImmutableEnumChecker") // the decoder is immutable, but not annotated so
  private enum Test {
    RTL_THRESHOLD_VOLTAGE(0x01, "Rich to lean sensor threshold voltage", 1, 200, Units.VOLT),
    LTR_THRESHOLD_VOLTAGE(0x02, "Lean to rich sensor threshold voltage", 1, 200, Units.VOLT),
    LOW_VOLTAGE_SWITCH_TIME(
        0x03, "Low sensor voltage for switch time calculation", 1, 200, Units.VOLT),
    HIGH_VOLTAGE_SWITCH_TIME(
        0x04, "High sensor voltage for switch time calculation", 1, 200, Units.VOLT),
    RTL_SWITCH_TIME(0x05, "Rich to lean sensor switch time", 4, 1000, Units.SECOND),
    LTR_SWITCH_TIME(0x06, "Lean to rich sensor switch time", 4, 1000, Units.SECOND),
    MIN_VOLTAGE(0x07, "Minimum sensor voltage for test cycle", 1, 200, Units.VOLT),
    MAX_VOLTAGE(0x08, "Maximum sensor voltage for test cycle", 1, 200, Units.VOLT),
    TRANSITION_TIME(0x09, "Time between sensor transitions", 4, 100, Units.SECOND),
    SENSOR_PERIOD(0x0A, "Sensor period", 4, 100, Units.SECOND);

    private final String description;
    private final OxygenTestDecoder decoder;

    Test(int tid, String description, double mul, double div, Unit unit) {
      this.description = description;
      this.decoder = new OxygenTestDecoder(tid, mul, div, unit);
    }
  }

  private Service05() {}

  /**
   * Which tests a sensor has.
   *
   * @param bank 1 or 2
   * @param sensor 1 to 4
   */
  public static ObdCommand<SupportedPids> supported(int bank, int sensor) {
    String place = place(bank, sensor);
    return command(
        "O2_TESTS_" + place,
        "Supported O2 sensor tests: " + place,
        0,
        bit(bank, sensor),
        Decoders.supported(0));
  }

  /** All standard tests of a sensor; the parameters as above. */
  public static List<ObdCommand<MonitorTest>> tests(int bank, int sensor) {
    String place = place(bank, sensor);
    List<ObdCommand<MonitorTest>> tests = new ArrayList<>();
    for (Test test : Test.values()) {
      tests.add(
          command(
              "O2_TEST_" + test + "_" + place,
              test.description + ": " + place,
              test.decoder.tid(),
              bit(bank, sensor),
              test.decoder));
    }
    return tests;
  }

  /** Maps and tests of all sensors of two banks, in order. */
  public static List<ObdCommand<?>> all() {
    List<ObdCommand<?>> all = new ArrayList<>();
    for (int bank = 1; bank <= 2; bank++) {
      for (int sensor = 1; sensor <= 4; sensor++) {
        all.add(supported(bank, sensor));
        all.addAll(tests(bank, sensor));
      }
    }
    return all;
  }

  private static String place(int bank, int sensor) {
    if (bank < 1 || bank > 2 || sensor < 1 || sensor > 4) {
      throw new IllegalArgumentException("no oxygen sensor: bank " + bank + " sensor " + sensor);
    }
    return "B" + bank + "S" + sensor;
  }

  private static int bit(int bank, int sensor) {
    return 1 << ((bank - 1) * 4 + sensor - 1);
  }

  private static <V> ObdCommand<V> command(
      String name, String description, int tid, int sensor, Decoder<V> decoder) {
    return new ObdCommand<>(
        name,
        description,
        DiagnosticRequest.functional(Payload.of(SERVICE, tid, sensor)),
        0,
        decoder,
        EcuFilter.ENGINE);
  }
}
