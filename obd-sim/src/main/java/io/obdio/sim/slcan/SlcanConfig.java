package io.obdio.sim.slcan;

/**
 * The properties of an emulated adapter.
 *
 * @param version the answer to the command {@code V}
 * @param busBitRate the bit rate of the bus in bit/s; with another one the adapter receives nothing
 *     and its frames are not acknowledged by the bus
 * @param fd true for FD frames, the commands {@code Y}, {@code d}, {@code D}, {@code b}, {@code B}
 * @param answers false for an adapter that answers queries only, and neither commands nor frames,
 *     as the first firmware of the CANable
 */
public record SlcanConfig(String version, int busBitRate, boolean fd, boolean answers) {

  /** A Lawicel CANUSB on a bus with 500 kbit/s. */
  public static final SlcanConfig CANUSB = new SlcanConfig("V1013", 500_000, false, true);

  /** A CANable 2.0 on a bus with 500 kbit/s. */
  public static final SlcanConfig CANABLE2 = new SlcanConfig("CANable 2.0", 500_000, true, true);

  /** Returns this adapter on a bus with another bit rate. */
  public SlcanConfig withBusBitRate(int bitRate) {
    return new SlcanConfig(version, bitRate, fd, answers);
  }

  /** Returns this adapter with or without answers to commands. */
  public SlcanConfig withAnswers(boolean on) {
    return new SlcanConfig(version, busBitRate, fd, on);
  }
}
