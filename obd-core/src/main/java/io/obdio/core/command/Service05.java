package io.obdio.core.command;

import io.obdio.core.decode.Decoder;
import io.obdio.core.decode.Decoders;
import io.obdio.core.decode.LinearDecoder;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
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

  /** 5 mV, 4 ms and 40 ms a bit. */
  private static final LinearDecoder VOLT = LinearDecoder.of(1, 1, 200, Units.VOLT);

  private static final LinearDecoder SHORT_TIME = LinearDecoder.of(1, 4, 1000, Units.SECOND);
  private static final LinearDecoder LONG_TIME = LinearDecoder.of(1, 4, 100, Units.SECOND);

  /** The standard tests. Constants (01 to 04) have no limits in the response, the others have. */
  private static final List<Test> TESTS =
      List.of(
          test(0x01, "RTL_THRESHOLD_VOLTAGE", "Rich to lean sensor threshold voltage", VOLT),
          test(0x02, "LTR_THRESHOLD_VOLTAGE", "Lean to rich sensor threshold voltage", VOLT),
          test(
              0x03,
              "LOW_VOLTAGE_SWITCH_TIME",
              "Low sensor voltage for switch time calculation",
              VOLT),
          test(
              0x04,
              "HIGH_VOLTAGE_SWITCH_TIME",
              "High sensor voltage for switch time calculation",
              VOLT),
          test(0x05, "RTL_SWITCH_TIME", "Rich to lean sensor switch time", SHORT_TIME),
          test(0x06, "LTR_SWITCH_TIME", "Lean to rich sensor switch time", SHORT_TIME),
          test(0x07, "MIN_VOLTAGE", "Minimum sensor voltage for test cycle", VOLT),
          test(0x08, "MAX_VOLTAGE", "Maximum sensor voltage for test cycle", VOLT),
          test(0x09, "TRANSITION_TIME", "Time between sensor transitions", LONG_TIME),
          test(0x0A, "SENSOR_PERIOD", "Sensor period", LONG_TIME));

  /** A row of the table. */
  private record Test(int tid, String name, String description, Decoder<MonitorTest> decoder) {}

  private Service05() {}

  /**
   * Returns the command for the bit map of tests that a sensor supports.
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

  /**
   * Returns the commands for all standard tests of a sensor.
   *
   * @param bank 1 or 2
   * @param sensor 1 to 4
   */
  public static List<ObdCommand<MonitorTest>> tests(int bank, int sensor) {
    String place = place(bank, sensor);
    List<ObdCommand<MonitorTest>> tests = new ArrayList<>();
    for (Test test : TESTS) {
      tests.add(
          command(
              "O2_TEST_" + test.name + "_" + place,
              test.description + ": " + place,
              test.tid,
              bit(bank, sensor),
              test.decoder));
    }
    return tests;
  }

  /** Returns the bit maps and tests of all sensors of two banks, in order. */
  static List<ObdCommand<?>> all() {
    List<ObdCommand<?>> all = new ArrayList<>();
    for (int bank = 1; bank <= 2; bank++) {
      for (int sensor = 1; sensor <= 4; sensor++) {
        all.add(supported(bank, sensor));
        all.addAll(tests(bank, sensor));
      }
    }
    return all;
  }

  private static Test test(int tid, String name, String description, LinearDecoder scale) {
    return new Test(
        tid, name, description, Decoders.oxygenTest(tid, scale.mul(), scale.div(), scale.unit()));
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
    return ObdCommand.named(name)
        .description(description)
        .request(DiagnosticRequest.functional(Payload.of(SERVICE, tid, sensor)))
        .decoder(decoder)
        .ecus(EcuFilter.ENGINE)
        .build();
  }
}
