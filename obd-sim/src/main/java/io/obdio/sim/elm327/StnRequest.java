package io.obdio.sim.elm327;

import io.obdio.core.message.Payload;
import java.util.Locale;

/** STPX: header, data, time-out and number of answers in one command. */
final class StnRequest {

  private StnRequest() {}

  /** {@code h:7E0,d:0100,t:100,r:1}; the data must be there, the rest may be. */
  static void run(Chip c, String argument) {
    int header = ElmSettings.NONE;
    int expected = c.settings.responses ? ElmSettings.NONE : 0;
    long timeout = ElmSettings.NONE;
    byte[] data = {};
    for (String part : argument.toUpperCase(Locale.ROOT).split(",", -1)) {
      String value = part.length() > 2 ? part.substring(2) : "";
      boolean decimal = !value.isEmpty() && value.length() < 6 && isDecimal(value);
      if (part.startsWith("H:") && HexText.isHex(value) && value.length() <= 8) {
        header = HexText.value(value);
      } else if (part.startsWith("D:") && HexText.isHex(value) && value.length() % 2 == 0) {
        data = HexText.bytes(value);
      } else if (part.startsWith("T:") && decimal) {
        timeout = Integer.parseInt(value) * 1_000_000L;
      } else if (part.startsWith("R:") && decimal) {
        expected = Integer.parseInt(value);
      } else {
        c.unknown();
        return;
      }
    }
    if (data.length == 0) {
      c.unknown();
      return;
    }
    VehicleRequests.send(c, new Outgoing(Payload.of(data), expected, header, timeout));
  }

  private static boolean isDecimal(String text) {
    return text.chars().allMatch(ch -> ch >= '0' && ch <= '9');
  }
}
