package io.obdio.sim.elm327;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The programmable parameters 00 to 2F: a value and an on/off switch each. Parameters that are off
 * have their factory value. They survive a loss of power.
 */
final class ProgrammableParameters {

  static final int COUNT = 0x30;

  /** Factory values up to v1.4, sixteen per row (a v1.5 clone prints the same). */
  private static final String FACTORY_1 =
      "FFFFFF3201FFF109FF000AFF680D9AFF"
          + "0D00FF32FF0AFF920028FFFFFFFFFFFF"
          + "FFFFFFFF000000FFFFFF3802E004800A";

  /** Factory values of v2 (data sheet, summary of the programmable parameters). */
  private static final String FACTORY_2 =
      "FFFFFF3201FFF109FF000AFF680D9AD5"
          + "0D00FF32500AFF6D0062FFFF030FFFFF"
          + "FFFFFFFF000000FFFFFF3802E004800A";

  /** Factory values of an STN, whose time-out is half as long (PP 03). */
  private static final String FACTORY_STN = FACTORY_1.replaceFirst("^FFFFFF32", "FFFFFF19");

  private final byte[] factory;
  private final int[] stored = new int[COUNT];
  private final boolean[] on = new boolean[COUNT];

  /** Creates the parameters, all off. */
  ProgrammableParameters(ElmIdentity identity) {
    String old = identity.stn() ? FACTORY_STN : FACTORY_1;
    factory = HexFormat.of().parseHex(identity.version() >= 20 ? FACTORY_2 : old);
    for (int i = 0; i < COUNT; i++) {
      stored[i] = factory(i);
    }
  }

  private int factory(int number) {
    return factory[number] & 0xFF;
  }

  /** Returns whether the stored value is in effect. */
  boolean isOn(int number) {
    return on[number];
  }

  /** Returns the value in effect. */
  int value(int number) {
    return on[number] ? stored[number] : factory(number);
  }

  /**
   * Stores a value, which takes effect when the parameter is switched on.
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
   * Switches a parameter, or all with number FF.
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

  /** Returns twelve lines of four, such as {@code 00:FF F 01:FF F 02:FF F 03:32 F}. */
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
