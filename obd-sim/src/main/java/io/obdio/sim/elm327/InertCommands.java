package io.obdio.sim.elm327;

import static io.obdio.sim.elm327.AtCommands.Argument.BIT;
import static io.obdio.sim.elm327.AtCommands.Argument.DECIMAL;
import static io.obdio.sim.elm327.AtCommands.Argument.HEX_2;
import static io.obdio.sim.elm327.AtCommands.Argument.NONE;
import static io.obdio.sim.elm327.AtCommands.Argument.ON_OFF_PAIR;
import static io.obdio.sim.elm327.AtCommands.Argument.UP_TO_TWO_DECIMALS;

import io.obdio.sim.elm327.AtCommands.Argument;

/**
 * The commands that are answered OK and have no other effect, each with the reason why a host
 * cannot observe a difference with this vehicle.
 */
final class InertCommands {

  /** One command; {@code key} is its name in the lists of missing commands. */
  private record Row(String key, String name, Argument argument, int since, String reason) {}

  private static final String IFR =
      "in-frame responses are for the ECUs, which do not repeat their messages";

  private static final Row[] AT = {
    at("FE", "FE", NONE, 13, "clears an ERR94, which the emulated controller never has"),
    at(
        "CSM",
        "CSM",
        BIT,
        14,
        "the ECUs acknowledge each other's frames, with or without the adapter"),
    at("KW", "KW", BIT, 12, "the vehicle's key words are accepted"),
    at("AMT", "AMT", HEX_2, 20, "ACT ALERT comes only if PP 0F is changed and switched on"),
    at("IFR", "IFR0", NONE, 12, IFR),
    at("IFR", "IFR1", NONE, 12, IFR),
    at("IFR", "IFR2", NONE, 12, IFR),
    at("IFR", "IFR4", NONE, 22, IFR),
    at("IFR", "IFR5", NONE, 22, IFR),
    at("IFR", "IFR6", NONE, 22, IFR),
    at("IFR", "IFRH", NONE, 12, IFR),
    at("IFR", "IFRS", NONE, 12, IFR),
  };

  private static final String POWER = "the adapter sleeps only on command";
  private static final String UART = "bytes of the emulated line are never damaged";

  private static final Row[] ST = {
    at("PTOT", "PTOT", DECIMAL, 10, "every frame is sent without losing arbitration"),
    at("PTRQ", "PTRQ", DECIMAL, 10, "it only delays requests of the host"),
    at("CMM", "CMM", Argument.ZERO_TO_TWO, 10, "as CSM; there are no error frames"),
    at("CSWM", "CSWM", Argument.ZERO_TO_TWO, 10, "the vehicle has no single wire CAN"),
    at(
        "CSTM",
        "CSTM",
        UP_TO_TWO_DECIMALS,
        10,
        "the ECUs accept any gap between consecutive frames"),
    at("WBR", "WBR", NONE, 10, "the emulated line starts at its configured rate"),
    at("UIL", "UIL", BIT, 10, "there are no lamps"),
    at("UFC", "UFC", BIT, 10, UART),
    at("IAT", "IAT", BIT, 10, UART),
    at("IMCS", "IMCS", BIT, 10, "the adapter always adds the checksum"),
    at("IP1X", "IP1X", DECIMAL, 10, UART),
    at("IP4", "IP4", DECIMAL, 10, UART),
    at("SLPCP", "SLPCP", BIT, 10, POWER),
    at("SLU", "SLU", ON_OFF_PAIR, 10, POWER),
    at("SLUIT", "SLUIT", DECIMAL, 10, POWER),
    at("SLUWP", "SLUWP", UP_TO_TWO_DECIMALS, 10, POWER),
    at("SLX", "SLX", ON_OFF_PAIR, 10, POWER),
    at("SLXP", "SLXP", BIT, 10, POWER),
    at("SLXST", "SLXST", DECIMAL, 10, POWER),
    at("SLXWT", "SLXWT", DECIMAL, 10, POWER),
  };

  private InertCommands() {}

  private static Row at(String key, String name, Argument argument, int since, String reason) {
    return new Row(key, name, argument, since, reason);
  }

  static void addAt(AtCommands table) {
    add(table, AT);
  }

  static void addSt(AtCommands table) {
    add(table, ST);
  }

  private static void add(AtCommands table, Row[] rows) {
    for (Row row : rows) {
      if (row.reason.isBlank()) {
        throw new IllegalStateException("no reason for " + row.name);
      }
      table.add(row.key, row.name, row.argument, row.since, (chip, argument) -> chip.ok());
    }
  }
}
