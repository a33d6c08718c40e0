package io.obdio.sim.elm327;

import static io.obdio.sim.elm327.AtCommands.Argument.HEX_2;
import static io.obdio.sim.elm327.AtCommands.Argument.NONE;
import static io.obdio.sim.elm327.AtCommands.Argument.PGN_AND_COUNT;

import io.obdio.isotp.can.CanFrame;
import io.obdio.sim.bus.BusFilter;
import io.obdio.sim.bus.J1939Filter;
import java.util.Locale;

/** Commands for monitoring the bus and for SAE J1939. */
final class MonitorCommands {

  private MonitorCommands() {}

  static void addTo(AtCommands t) {
    t.add("MA", NONE, 10, (c, a) -> start(c, BusFilter.can(f -> passes(c, f))));
    t.add("MR", HEX_2, 10, (c, a) -> start(c, receiver(HexText.value(a))));
    t.add("MT", HEX_2, 10, (c, a) -> start(c, transmitter(HexText.value(a))));
    t.add("MP", PGN_AND_COUNT, 12, MonitorCommands::parameterGroup);
    t.add("DM1", NONE, 12, (c, a) -> parameterGroup(c, "FECA"));
    t.add("AMC", NONE, 20, (c, a) -> c.print(silence(c)));
    t.add("BD", NONE, 10, (c, a) -> c.print(c.buffer.dump(c.settings.spaces)));
    FormatCommands.flag(t, "JHF", 14, (s, on) -> s.j1939HeaderFormat = on);
    t.add("JE", NONE, 13, (c, a) -> reversed(c, true));
    t.add("JS", NONE, 13, (c, a) -> reversed(c, false));
    t.add("JTM", "JTM1", NONE, 14, (c, a) -> timerMultiplier(c, 1));
    t.add("JTM", "JTM5", NONE, 14, (c, a) -> timerMultiplier(c, 5));
  }

  private static void start(Chip c, BusFilter filter) {
    BusMonitor.start(c, filter, ElmSettings.NONE);
  }

  private static BusFilter receiver(int address) {
    return BusFilter.of(f -> to(f) == address, m -> (m[1] & 0xFF) == address);
  }

  private static BusFilter transmitter(int address) {
    return BusFilter.of(f -> from(f) == address, m -> (m[2] & 0xFF) == address);
  }

  /** Returns how long the bus has been idle, in units of 0.65536 s, at most FF. */
  private static String silence(Chip c) {
    return String.format(Locale.ROOT, "%02X", Math.min(0xFF, c.link.silence() / 655_360_000L));
  }

  private static void timerMultiplier(Chip c, int factor) {
    c.settings.j1939TimerMultiplier = factor;
    c.ok();
  }

  private static boolean passes(Chip c, CanFrame frame) {
    return !CanReceiver.hasFilter(c.settings)
        || CanReceiver.passesFilter(c.settings, frame.id().value());
  }

  /**
   * Returns the receiver: the target address of 29-bit identifiers, the upper eight bits of 11-bit
   * ones.
   */
  private static int to(CanFrame frame) {
    int id = frame.id().value();
    return frame.id().extended() ? id >> 8 & 0xFF : id >> 3;
  }

  /**
   * Returns the sender: the source address of 29-bit identifiers, the lower eight bits of 11-bit
   * ones.
   */
  private static int from(CanFrame frame) {
    return frame.id().value() & 0xFF;
  }

  private static void parameterGroup(Chip c, String digits) {
    CanWire wire = c.link.wire();
    if (wire == null || !wire.j1939()) {
      c.unknown();
      return;
    }
    boolean counted = digits.length() % 2 == 1;
    int end = counted ? digits.length() - 1 : digits.length();
    int count = counted ? HexText.value(digits.substring(end)) : ElmSettings.NONE;
    int pgn = HexText.value(digits.substring(0, end)) & 0x1FFFF;
    BusMonitor.start(c, new J1939Filter(pgn), count == 0 ? ElmSettings.NONE : count);
  }

  private static void reversed(Chip c, boolean on) {
    c.settings.j1939Reversed = on;
    c.ok();
  }
}
