package io.obdio.sim.elm327;

import static io.obdio.sim.elm327.AtCommands.Argument.DECIMAL_4;
import static io.obdio.sim.elm327.AtCommands.Argument.HEX_2;
import static io.obdio.sim.elm327.AtCommands.Argument.NONE;
import static io.obdio.sim.elm327.AtCommands.Argument.TEXT_12;

import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.fault.Fault;
import java.util.Locale;

/** Commands for identity, reset, supply voltage, storage and baud rate. */
final class GeneralCommands {

  private static final String DESCRIPTION = "OBDII to RS232 Interpreter";

  private GeneralCommands() {}

  static void addTo(AtCommands t) {
    t.add("Z", NONE, 10, (c, a) -> c.reset(c.config.timing().reset().toNanos(), false));
    t.add("WS", NONE, 10, (c, a) -> c.reset(c.config.timing().reset().toNanos() / 10, true));
    t.add("D", NONE, 10, (c, a) -> defaults(c));
    t.add("I", NONE, 10, (c, a) -> c.print(c.config.identity().id()));
    t.add("@1", NONE, 10, (c, a) -> c.print(DESCRIPTION));
    t.add("@2", NONE, 13, (c, a) -> deviceId(c));
    t.add("@3", TEXT_12, 13, GeneralCommands::storeDeviceId);
    t.add("RV", NONE, 10, (c, a) -> c.print(voltage(c)));
    t.add("CV", DECIMAL_4, 10, GeneralCommands::calibrate);
    t.add("IGN", NONE, 14, (c, a) -> c.print(c.link.can.awake() ? "ON" : "OFF"));
    t.add("LP", NONE, 14, (c, a) -> lowPower(c));
    t.add("RD", NONE, 14, (c, a) -> c.print(String.format(Locale.ROOT, "%02X", c.memory.dataByte)));
    t.add("SD", HEX_2, 14, GeneralCommands::storeDataByte);
    t.add(
        "BRD", HEX_2, 12, (c, a) -> new BaudHandshake(c, c.config.identity().id()).start(rate(a)));
    t.add("BRT", HEX_2, 12, GeneralCommands::handshakeWindow);
  }

  private static void defaults(Chip c) {
    c.settings.reset(c.memory.parameters);
    c.stn.reset();
    c.link.reset();
    c.ok();
  }

  private static void deviceId(Chip c) {
    if (c.memory.deviceId.isEmpty()) {
      c.unknown();
    } else {
      c.print(c.memory.deviceId);
    }
  }

  /** Stores the identifier, which is possible only once. */
  private static void storeDeviceId(Chip c, String id) {
    if (c.memory.deviceId.isEmpty()) {
      c.memory.deviceId = id;
      c.ok();
    } else {
      c.unknown();
    }
  }

  static String voltage(Chip c) {
    boolean off = c.fault(Fault.IgnitionOff.class) != null;
    double supply = off ? DiagnosticConnector.BATTERY_VOLTAGE : c.car.voltage();
    double volts = supply * c.memory.voltageFactor;
    return String.format(Locale.ROOT, "%.1fV", volts);
  }

  /**
   * Calibrates the voltage meter to the actual voltage in hundredths; 0000 restores the factory
   * calibration.
   */
  private static void calibrate(Chip c, String digits) {
    double volts = Integer.parseInt(digits) / 100.0;
    double measured = c.car.voltage();
    c.memory.voltageFactor = volts == 0 || measured == 0 ? 1.0 : volts / measured;
    c.ok();
  }

  private static void storeDataByte(Chip c, String digits) {
    c.memory.dataByte = HexText.value(digits);
    c.ok();
  }

  /** Puts the adapter to sleep after OK, without a prompt. */
  private static void lowPower(Chip c) {
    c.ok();
    c.sleep();
  }

  private static int rate(String divisor) {
    int d = HexText.value(divisor);
    return d == 0 ? 0 : 4_000_000 / d;
  }

  private static void handshakeWindow(Chip c, String digits) {
    int units = HexText.value(digits);
    c.baudWindow = (units == 0 ? 256 : units) * 5_000_000L;
    c.ok();
  }
}
