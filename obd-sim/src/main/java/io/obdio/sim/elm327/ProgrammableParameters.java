package io.obdio.sim.elm327;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The programmable parameters 00 to 2F: a value and an on/off switch each. Those that are off have
 * the factory's value. They outlive a loss of power.
 */
final class ProgrammableParameters {

  static final int COUNT = 0x30;

  /** Factory values, one row of sixteen a line. */
  private static final byte[] FACTORY =
      HexFormat.of()
          .parseHex(
              "FFFFFF3201FFF100FF000AFF680D9AFF"
                  + "0D0000F4500AFF920028FF0A030F4AFF"
                  + "FFFFFFFF000000FFFFFF3802E00480 0A".replace(" ", ""));

  private final int[] stored = new int[COUNT];
  private final boolean[] on = new boolean[COUNT];

  ProgrammableParameters() {
    for (int i = 0; i < COUNT; i++) {
      stored[i] = factory(i);
    }
  }

  private static int factory(int number) {
    return FACTORY[number] & 0xFF;
  }

  /** The value in effect. */
  int value(int number) {
    return on[number] ? stored[number] : factory(number);
  }

  /**
   * Sets the value that an ON will bring.
   *
   * @return false if there is no such parameter
   */
  boolean set(int number, int value) {
    if (number >= COUNT) {
      return false;
    }
    stored[number] = value;
    return true;
  }

  /**
   * Switches one, or all with number FF.
   *
   * @return false if there is no such parameter
   */
  boolean enable(int number, boolean enabled) {
    if (number == 0xFF) {
      java.util.Arrays.fill(on, enabled);
      return true;
    }
    if (number >= COUNT) {
      return false;
    }
    on[number] = enabled;
    return true;
  }

  /** Twelve lines of four, such as {@code 00:FF F 01:FF F 02:FF F 03:32 F}. */
  List<String> summary() {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < COUNT; row += 4) {
      StringBuilder line = new StringBuilder();
      for (int i = row; i < row + 4; i++) {
        line.append(i == row ? "" : "  ")
            .append(String.format(Locale.ROOT, "%02X:%02X %s", i, stored[i], on[i] ? "N" : "F"));
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
