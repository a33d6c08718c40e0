package io.obdio.sim.elm327;

import io.obdio.sim.fault.Fault;

/** Requests to the vehicle: commands of hex digits. */
final class VehicleRequests {

  private VehicleRequests() {}

  static void run(Chip chip, String text) {
    if (text.length() < 2 || !HexText.isHex(text)) {
      chip.unknown();
      return;
    }
    int expected = chip.settings.responses ? ElmSettings.NONE : 0;
    String digits = text;
    if (digits.length() % 2 == 1) {
      Fault.CountDigitRefused refused = chip.fault(Fault.CountDigitRefused.class);
      if (refused != null) {
        chip.replies.message(refused.answer());
        return;
      }
      expected = Character.digit(digits.charAt(digits.length() - 1), 16);
      digits = digits.substring(0, digits.length() - 1);
    }
    send(chip, Outgoing.of(HexText.bytes(digits), expected));
  }

  /** Sends a request unless a fault prevents it. */
  static void send(Chip chip, Outgoing request) {
    boolean first = chip.takeFirstRequest();
    if (first && chip.fault(Fault.BlankFirstReply.class) != null) {
      return;
    }
    Fault.BusTrouble trouble = chip.fault(Fault.BusTrouble.class);
    if (trouble != null) {
      chip.replies.message(trouble.text());
      return;
    }
    chip.link.request(request);
  }
}
