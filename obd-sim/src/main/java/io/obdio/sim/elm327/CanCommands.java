package io.obdio.sim.elm327;

import static io.obdio.sim.elm327.AtCommands.Argument.ADDRESS;
import static io.obdio.sim.elm327.AtCommands.Argument.BYTES_1_TO_5;
import static io.obdio.sim.elm327.AtCommands.Argument.HEX_2;
import static io.obdio.sim.elm327.AtCommands.Argument.HEX_3;
import static io.obdio.sim.elm327.AtCommands.Argument.HEX_4;
import static io.obdio.sim.elm327.AtCommands.Argument.HEX_6;
import static io.obdio.sim.elm327.AtCommands.Argument.HEX_8;
import static io.obdio.sim.elm327.AtCommands.Argument.NONE;
import static io.obdio.sim.elm327.AtCommands.Argument.ZERO_TO_TWO;

import io.obdio.isotp.can.CanFrame;
import io.obdio.sim.BusProtocol;

/** Commands for headers, filters and flow control. */
final class CanCommands {

  private CanCommands() {}

  static void addTo(AtCommands t) {
    t.add("SH", HEX_3, 10, CanCommands::header);
    t.add("SH", HEX_6, 10, CanCommands::header);
    t.add("SH8", "SH", HEX_8, 14, CanCommands::longHeader);
    t.add("CP", HEX_2, 10, CanCommands::priority);
    t.add("CF", HEX_3, 10, CanCommands::filter);
    t.add("CF29", "CF", HEX_8, 10, CanCommands::filter);
    t.add("CM", HEX_3, 10, CanCommands::mask);
    t.add("CM29", "CM", HEX_8, 10, CanCommands::mask);
    t.add("CRA", ADDRESS, 13, CanCommands::receiveAddress);
    t.add("CRA", NONE, 13, (c, a) -> acceptAll(c));
    t.add("AR", NONE, 12, (c, a) -> automaticReceive(c));
    FormatCommands.flag(t, "CFC", 10, (s, on) -> s.automaticFlowControl = on);
    t.add("FCSM", ZERO_TO_TWO, 11, CanCommands::flowControlMode);
    t.add("FCSH", HEX_3, 11, CanCommands::flowControlHeader);
    t.add("FCSH", HEX_6, 11, CanCommands::flowControlHeader);
    t.add("FCSH", HEX_8, 11, CanCommands::flowControlHeader);
    t.add("FCSD", BYTES_1_TO_5, 11, CanCommands::flowControlData);
    t.add("CEA", HEX_2, 14, (c, a) -> extendedAddress(c, HexText.value(a)));
    t.add("CEA", NONE, 14, (c, a) -> extendedAddress(c, ElmSettings.NONE));
    t.add("CER", HEX_2, 22, CanCommands::extendedReceiveAddress);
    t.add("TA", HEX_2, 14, CanCommands::testerAddress);
    t.add("CS", NONE, 10, (c, a) -> c.print(c.link.can.awake() ? "T:00 R:00" : "T:80 R:00"));
    t.add("RTR", NONE, 13, (c, a) -> remoteFrame(c));
    t.add("PB", HEX_4, 14, CanCommands::userProtocol);
    t.add("CTM", "CTM1", NONE, 20, (c, a) -> timerMultiplier(c, 1));
    t.add("CTM", "CTM5", NONE, 20, (c, a) -> timerMultiplier(c, 5));
  }

  private static void header(Chip c, String digits) {
    c.settings.header = HexText.value(digits);
    c.ok();
  }

  private static void longHeader(Chip c, String digits) {
    c.settings.priority = HexText.value(digits.substring(0, 2));
    c.settings.header = HexText.value(digits.substring(2));
    c.ok();
  }

  private static void priority(Chip c, String digits) {
    c.settings.priority = HexText.value(digits);
    c.ok();
  }

  private static void filter(Chip c, String digits) {
    c.settings.receiveFilter = HexText.value(digits);
    c.ok();
  }

  private static void mask(Chip c, String digits) {
    c.settings.receiveMask = HexText.value(digits);
    c.ok();
  }

  /** Sets the filter of CRA. The digit X matches any digit. */
  private static void receiveAddress(Chip c, String digits) {
    int mask = 0;
    for (int i = 0; i < digits.length(); i++) {
      mask = mask << 4 | (digits.charAt(i) == 'X' ? 0 : 0xF);
    }
    c.settings.receiveFilter = HexText.value(digits.replace('X', '0'));
    c.settings.receiveMask = mask;
    c.ok();
  }

  private static void acceptAll(Chip c) {
    c.settings.acceptAll();
    c.ok();
  }

  private static void automaticReceive(Chip c) {
    c.settings.acceptAll();
    c.settings.receiveAddress = ElmSettings.NONE;
    c.ok();
  }

  /** Modes 1 and 2 need a header or data that was set before. */
  private static void flowControlMode(Chip c, String digit) {
    int mode = Integer.parseInt(digit);
    ElmSettings s = c.settings;
    boolean lacksData = mode != 0 && s.flowControlData.length == 0;
    boolean lacksHeader = mode == 1 && s.flowControlHeader == ElmSettings.NONE;
    if (lacksData || lacksHeader) {
      c.unknown();
      return;
    }
    s.flowControlMode = mode;
    c.ok();
  }

  private static void flowControlHeader(Chip c, String digits) {
    int value = HexText.value(digits);
    CanWire wire = c.link.wire();
    if (digits.length() == 6 && (wire == null ? c.config.protocol().extended() : wire.extended())) {
      value |= 0x18000000;
    }
    c.settings.flowControlHeader = value;
    c.ok();
  }

  private static void flowControlData(Chip c, String digits) {
    c.settings.flowControlData = HexText.bytes(digits);
    c.ok();
  }

  private static void extendedAddress(Chip c, int address) {
    c.settings.extendedAddress = address;
    c.ok();
  }

  private static void extendedReceiveAddress(Chip c, String digits) {
    c.settings.extendedReceiveAddress = HexText.value(digits);
    c.ok();
  }

  private static void testerAddress(Chip c, String digits) {
    c.settings.testerAddress = HexText.value(digits);
    c.ok();
  }

  /** Takes effect the next time protocol B is opened. */
  private static void userProtocol(Chip c, String digits) {
    c.settings.userOptions = HexText.value(digits.substring(0, 2));
    c.settings.userDivisor = HexText.value(digits.substring(2));
    if (c.link.protocol() == BusProtocol.USER1) {
      c.link.close();
    }
    c.ok();
  }

  private static void timerMultiplier(Chip c, int factor) {
    c.settings.canTimerMultiplier = factor;
    c.ok();
  }

  /** Sends a remote frame, which no ECU of this vehicle answers. */
  private static void remoteFrame(Chip c) {
    CanWire wire = c.link.wire();
    if (wire == null) {
      c.unknown();
      return;
    }
    c.link.whenOpen(
        () -> {
          c.link.can.send(CanFrame.remote(CanIds.request(c.settings, wire, ElmSettings.NONE)));
          c.replies.message("NO DATA");
          c.endIfBusy();
        });
  }
}
