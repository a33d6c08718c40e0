package io.obdio.sim.elm327;

import static io.obdio.sim.elm327.AtCommands.Argument.BIT;
import static io.obdio.sim.elm327.AtCommands.Argument.DECIMAL;
import static io.obdio.sim.elm327.AtCommands.Argument.HEX_2;
import static io.obdio.sim.elm327.AtCommands.Argument.NONE;
import static io.obdio.sim.elm327.AtCommands.Argument.ON_OFF_PAIR;
import static io.obdio.sim.elm327.AtCommands.Argument.UP_TO_TWO_DECIMALS;

import io.obdio.sim.elm327.AtCommands.Argument;

/**
 * The commands that are answered OK and do nothing else, each with the reason why a host in front
 * of this car could not see a difference. Whatever stands in no other table stands here.
 */
final class InertCommands {

  /** One command: {@code key} is what identities name when they lack it. */
  private record Row(String key, String name, Argument argument, int since, String reason) {}

  private static final String IFR =
      "in-frame responses go to the ECUs, which ask for no second one";

  private static final Row[] AT = {
    at("FE", "FE", NONE, 13, "clears an ERR94, which the emulated controller never gets"),
    at("CSM", "CSM", BIT, 14, "the car's ECUs acknowledge each other: one ear more is not noticed"),
    at("KW", "KW", BIT, 12, "the car's key words are among those that are accepted"),
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

  private static final String POWER = "this adapter sleeps on command only";
  private static final String UART = "bytes come whole from an emulated line";

  private static final Row[] ST = {
    at("PTOT", "PTOT", DECIMAL, 10, "no arbitration is ever lost, so every frame goes out in time"),
    at("PTRQ", "PTRQ", DECIMAL, 10, "a pause between requests only makes the host wait"),
    at("CMM", "CMM", Argument.ZERO_TO_TWO, 10, "as CSM; error frames do not happen"),
    at("CSWM", "CSWM", Argument.ZERO_TO_TWO, 10, "there is no single wire CAN in the car"),
    at("CSTM", "CSTM", UP_TO_TWO_DECIMALS, 10, "the gap between its consecutive frames"),
    at("WBR", "WBR", NONE, 10, "the emulated line begins at the rate it was made with"),
    at("UIL", "UIL", BIT, 10, "there are no lamps"),
    at("UFC", "UFC", BIT, 10, UART),
    at("IAT", "IAT", BIT, 10, UART),
    at("IMCS", "IMCS", BIT, 10, "the checksum is made for the host"),
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
        throw new IllegalStateException("why does " + row.name + " do nothing?");
      }
      table.add(row.key, row.name, row.argument, row.since, (chip, argument) -> chip.ok());
    }
  }
}
