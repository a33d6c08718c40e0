package io.obdio.sim.elm327;

import static io.obdio.sim.elm327.CommandTable.Argument.HEX_2;
import static io.obdio.sim.elm327.CommandTable.Argument.HEX_4_OR_5;
import static io.obdio.sim.elm327.CommandTable.Argument.HEX_6;
import static io.obdio.sim.elm327.CommandTable.Argument.NONE;

import io.obdio.isotp.can.CanFrame;

/** Listening to the bus, and SAE J1939. */
final class MonitorCommands {

  private MonitorCommands() {}

  static void addTo(CommandTable t) {
    t.add("MA", NONE, 10, (c, a) -> Monitor.start(c, f -> passes(c, f)));
    t.add("MR", HEX_2, 10, (c, a) -> Monitor.start(c, f -> to(f) == HexText.value(a)));
    t.add("MT", HEX_2, 10, (c, a) -> Monitor.start(c, f -> from(f) == HexText.value(a)));
    t.add("MP", HEX_4_OR_5, 12, MonitorCommands::parameterGroup);
    t.add("MP", HEX_6, 12, (c, a) -> parameterGroup(c, a));
    t.add("DM1", NONE, 12, (c, a) -> parameterGroup(c, "FECA"));
    t.add("AMC", NONE, 20, (c, a) -> c.say("00"));
    t.add("AMT", HEX_2, 20, CommandTable::accept);
    t.add("BD", NONE, 10, (c, a) -> c.say("00 00 00 00 00 00 00 00 00 00 00 00 00"));
    FormatCommands.flag(t, "JHF", 14, (s, on) -> s.j1939HeaderFormat = on);
    t.add("JE", NONE, 13, (c, a) -> reversed(c, true));
    t.add("JS", NONE, 13, (c, a) -> reversed(c, false));
    t.add("JTM", "JTM1", NONE, 14, CommandTable::accept);
    t.add("JTM", "JTM5", NONE, 14, CommandTable::accept);
  }

  private static boolean passes(Chip c, CanFrame frame) {
    return !CanReceiver.hasFilter(c.settings)
        || CanReceiver.passesFilter(c.settings, frame.id().value());
  }

  /** The receiver's byte: of 29 bit identifiers the target, of 11 bit ones the upper eight bits. */
  private static int to(CanFrame frame) {
    int id = frame.id().value();
    return frame.id().extended() ? id >> 8 & 0xFF : id >> 3;
  }

  /** The sender's byte: of 29 bit identifiers the source, of 11 bit ones the lower eight bits. */
  private static int from(CanFrame frame) {
    return frame.id().value() & 0xFF;
  }

  private static void parameterGroup(Chip c, String digits) {
    if (c.link.protocol() != ElmProtocol.J1939) {
      c.unknown();
      return;
    }
    int pgn = HexText.value(digits);
    Monitor.start(c, f -> (f.id().value() >> 8 & 0x3FFFF) == pgn);
  }

  private static void reversed(Chip c, boolean on) {
    c.settings.j1939Reversed = on;
    c.ok();
  }
}
