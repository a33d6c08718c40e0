package io.obdio.core.value;

import java.util.ArrayList;
import java.util.List;

/**
 * The locations of the oxygen sensors (SAE J1979 PIDs 13 and 1D).
 *
 * @param bits the byte of the response, 00..FF
 * @param layout the assignment of bits to banks and sensors
 */
public record OxygenSensors(int bits, Layout layout) {

  /** The assignment of bits to banks and sensors. */
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

    /** Returns the number of banks. */
    public int banks() {
      return banks;
    }

    /** Returns the number of sensors of each bank. */
    public int sensors() {
      return sensors;
    }
  }

  /**
   * Returns whether the sensor is present. Bank 1 sensor 1 is the least significant bit.
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

  /** Returns the names of the sensors that are present, such as {@code B1S1}, in order. */
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
   * Returns the form that existing clients use: an empty list, then the bits from the most
   * significant on in groups of a bank's size. The groups are <em>not</em> the banks; use {@link
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
