package io.obdio.core.value;

import java.util.ArrayList;
import java.util.List;

/**
 * Where oxygen sensors are fitted (SAE J1979 PIDs 13 and 1D).
 *
 * @param bits the answer's byte, 00..FF
 * @param layout how banks and sensors share the bits
 */
public record OxygenSensors(int bits, Layout layout) {

  /** How banks and sensors share the byte. */
  public enum Layout {
    /** PID 13: two banks of four. */
    TWO_BANKS(2, 4),
    /** PID 1D: four banks of two. */
    FOUR_BANKS(4, 2);

    private final int banks;
    private final int sensors;

    Layout(int banks, int sensors) {
      this.banks = banks;
      this.sensors = sensors;
    }

    /** Number of banks. */
    public int banks() {
      return banks;
    }

    /** Sensors a bank. */
    public int sensors() {
      return sensors;
    }
  }

  /**
   * True if the sensor is fitted. Bank 1 sensor 1 is the least significant bit.
   *
   * @param bank from 1 on
   * @param sensor from 1 on
   */
  public boolean isPresent(int bank, int sensor) {
    if (bank < 1 || bank > layout.banks || sensor < 1 || sensor > layout.sensors) {
      return false;
    }
    return (bits >> ((bank - 1) * layout.sensors + sensor - 1) & 1) != 0;
  }

  /** Names of the fitted sensors, such as {@code B1S1}, in order. */
  public List<String> present() {
    List<String> names = new ArrayList<>();
    for (int bank = 1; bank <= layout.banks; bank++) {
      for (int sensor = 1; sensor <= layout.sensors; sensor++) {
        if (isPresent(bank, sensor)) {
          names.add("B" + bank + "S" + sensor);
        }
      }
    }
    return names;
  }

  /**
   * The form existing clients know: an empty list, then the byte's bits from the most significant
   * on in groups of a bank's size. The groups are <em>not</em> the banks; use {@link
   * #isPresent(int, int)} for these.
   */
  public List<List<Boolean>> groups() {
    List<List<Boolean>> groups = new ArrayList<>();
    groups.add(List.of());
    for (int group = 0; group < layout.banks; group++) {
      List<Boolean> flags = new ArrayList<>();
      for (int i = 0; i < layout.sensors; i++) {
        flags.add((bits >> (7 - group * layout.sensors - i) & 1) != 0);
      }
      groups.add(List.copyOf(flags));
    }
    return List.copyOf(groups);
  }

  @Override
  public String toString() {
    return present().toString();
  }
}
