package io.obdio.sim.elm327;

import static io.obdio.sim.elm327.AtCommands.Argument.BYTES_1_TO_6;
import static io.obdio.sim.elm327.AtCommands.Argument.HEX_2;
import static io.obdio.sim.elm327.AtCommands.Argument.NONE;

import io.obdio.sim.BusProtocol;

/** Commands for J1850 and the K-line. */
final class LegacyCommands {

  private LegacyCommands() {}

  static void addTo(AtCommands t) {
    t.add("IB10", NONE, 10, (c, a) -> isoBaud(c, 10_400));
    t.add("IB96", NONE, 10, (c, a) -> isoBaud(c, 9_600));
    t.add("IB48", NONE, 14, (c, a) -> isoBaud(c, 4_800));
    t.add("IB12", NONE, 22, (c, a) -> isoBaud(c, 12_500));
    t.add("IB15", NONE, 22, (c, a) -> isoBaud(c, 15_625));
    t.add("IIA", HEX_2, 12, LegacyCommands::initAddress);
    t.add("SI", NONE, 14, (c, a) -> initialise(c, false));
    t.add("FI", NONE, 14, (c, a) -> initialise(c, true));
    t.add("KW", NONE, 13, (c, a) -> keyWords(c));
    t.add("SW", HEX_2, 10, LegacyCommands::wakeUpInterval);
    t.add("WM", BYTES_1_TO_6, 10, LegacyCommands::wakeUpMessage);
    t.add("SR", HEX_2, 10, LegacyCommands::receiveAddress);
    t.add("RA", HEX_2, 13, LegacyCommands::receiveAddress);
  }

  private static void initAddress(Chip c, String digits) {
    c.settings.initAddress = HexText.value(digits);
    c.ok();
  }

  /** Initialises the K-line, if the protocol has that initialisation and the bus is closed. */
  private static void initialise(Chip c, boolean fast) {
    BusProtocol p = c.link.protocol();
    boolean fits =
        fast ? p == BusProtocol.KWP_FAST : p == BusProtocol.ISO_9141 || p == BusProtocol.KWP_SLOW;
    if (p == null || !fits || c.link.isOpen()) {
      c.unknown();
    } else {
      c.link.initialise(p, false, () -> {});
    }
  }

  private static void keyWords(Chip c) {
    BusProtocol p = c.link.protocol();
    boolean known = c.link.isOpen() && p != null && p.bus() == BusProtocol.Bus.K_LINE;
    if (!known) {
      c.print("1:00 2:00");
    } else {
      c.print(p == BusProtocol.ISO_9141 ? "1:08 2:08" : "1:E9 2:8F");
    }
  }

  private static void isoBaud(Chip c, int rate) {
    c.settings.isoBaud = rate;
    c.ok();
  }

  /** Sets header and data; the adapter adds the checksum. */
  private static void wakeUpMessage(Chip c, String digits) {
    c.settings.wakeUpMessage = HexText.bytes(digits);
    c.ok();
  }

  private static void wakeUpInterval(Chip c, String digits) {
    c.settings.wakeUpMillis = HexText.value(digits) * 20;
    c.ok();
  }

  private static void receiveAddress(Chip c, String digits) {
    c.settings.receiveAddress = HexText.value(digits);
    c.ok();
  }
}
