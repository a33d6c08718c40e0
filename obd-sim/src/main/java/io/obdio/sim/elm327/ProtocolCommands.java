package io.obdio.sim.elm327;

import static io.obdio.sim.elm327.AtCommands.Argument.HEX_2;
import static io.obdio.sim.elm327.AtCommands.Argument.NONE;
import static io.obdio.sim.elm327.AtCommands.Argument.PROTOCOL;
import static io.obdio.sim.elm327.AtCommands.Argument.ZERO_TO_TWO;

import io.obdio.sim.fault.Fault;

/** Commands for the protocol and the time-outs. */
final class ProtocolCommands {

  private ProtocolCommands() {}

  static void addTo(AtCommands t) {
    t.add("SP", PROTOCOL, 10, (c, a) -> choose(c, a, true));
    t.add("TP", PROTOCOL, 10, (c, a) -> choose(c, a, false));
    t.add("SP00", "SP00", NONE, 13, (c, a) -> choose(c, "0", true));
    t.add("SS", NONE, 10, (c, a) -> standardOrder(c));
    t.add("DP", NONE, 10, (c, a) -> c.print(c.link.describe()));
    t.add("DPN", NONE, 10, (c, a) -> c.print(c.link.describeByNumber()));
    t.add("PC", NONE, 10, (c, a) -> close(c));
    t.add("BI", NONE, 10, (c, a) -> bypass(c));
    t.add("ST", HEX_2, 10, ProtocolCommands::timeout);
    t.add("AT", ZERO_TO_TWO, 12, ProtocolCommands::adaptive);
  }

  private static void choose(Chip c, String argument, boolean save) {
    if (!save && argument.equals("A0") && c.fault(Fault.TryAutoHangs.class) != null) {
      c.begin(b -> {}); // Until the supply is switched off.
      return;
    }
    c.link.choose(argument, save);
    c.ok();
  }

  private static void standardOrder(Chip c) {
    c.settings.standardOrder = true;
    c.ok();
  }

  /** Treats the bus as open although no ECU was woken. */
  private static void bypass(Chip c) {
    c.link.bypass();
    c.ok();
  }

  private static void close(Chip c) {
    c.link.close();
    c.ok();
  }

  /** Sets the time-out in units of about 4 ms; 00 restores the default. */
  private static void timeout(Chip c, String digits) {
    int units = HexText.value(digits);
    int set = units == 0 ? c.memory.parameters.value(0x03) : units;
    c.settings.timeoutNanos = set * c.settings.timeoutUnit;
    c.ok();
  }

  private static void adaptive(Chip c, String digit) {
    c.settings.adaptive = Integer.parseInt(digit);
    c.ok();
  }
}
