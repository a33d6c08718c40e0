package io.obdio.isotp.engine;

import io.obdio.isotp.pdu.Padding;
import io.obdio.isotp.pdu.StMin;

/**
 * How one end speaks ISO-TP. Made by {@link #builder}; {@link #DEFAULTS} are block size 16, STmin
 * 0, no wait frames, padding CC, classic frames.
 *
 * @param blockSize BS to ask for when receiving, 0..255
 * @param stMin STmin to ask for when receiving, as coded
 * @param waitsSent N_WFTmax: how many WAITs in a row a receiver that is not ready sends, 0..255
 * @param waitsAccepted how many WAITs in a row a sender accepts before it gives up with N_WFT_OVRN
 * @param forcedGap nanoseconds between consecutive frames in place of the receiver's STmin; -1 to
 *     obey; with {@link Role#BROADCAST} the gap, -1 being none
 * @param burst most frames sent in one call, so that others get their turn, 1..
 * @param txDl TX_DL: longest frame sent, 8, 12, 16, 20, 24, 32, 48 or 64
 * @param fd true to send FD frames
 * @param bitRateSwitch true to send them with BRS
 * @param pad true to fill frames sent up to 8 bytes
 * @param padByte what to fill with, 0..255, also up to the lengths that FD has
 * @param rxPadding what to expect of frames received; others are ignored
 * @param halfDuplex true if one direction at a time is used (clause 9.7.3)
 * @param role how to take part in flow control
 * @param maxLength longest message to receive, 64..2147483639; longer ones get OVFLW
 * @param timers the time-outs
 */
public record IsoTpOptions(
    int blockSize,
    int stMin,
    int waitsSent,
    int waitsAccepted,
    long forcedGap,
    int burst,
    int txDl,
    boolean fd,
    boolean bitRateSwitch,
    boolean pad,
    int padByte,
    Padding rxPadding,
    boolean halfDuplex,
    Role role,
    int maxLength,
    Timers timers) {

  /** Block size 16, STmin 0, no wait frames, padding CC, classic frames, up to 64 KiB. */
  public static final IsoTpOptions DEFAULTS = builder().build();

  /** Checks the ranges. */
  public IsoTpOptions {
    range("block size", blockSize, 0, 255);
    range("STmin", stMin, 0, 255);
    range("wait frames sent", waitsSent, 0, 255);
    range("wait frames accepted", waitsAccepted, 0, Integer.MAX_VALUE);
    range("burst", burst, 1, Integer.MAX_VALUE);
    range("padding byte", padByte, 0, 255);
    range("longest message", maxLength, 64, Integer.MAX_VALUE - 8);
    if (txDl < 8 || Padding.frameLength(Math.min(txDl, 64)) != txDl) {
      throw new IllegalArgumentException(
          "TX_DL " + txDl + " is none of 8, 12, 16, 20, 24, 32, 48, 64");
    }
    if (txDl > 8 && !fd) {
      throw new IllegalArgumentException("TX_DL " + txDl + " needs FD frames");
    }
    if (forcedGap < -1) {
      throw new IllegalArgumentException("a gap of " + forcedGap + " ns");
    }
  }

  private static void range(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(name + " " + value + " is not within " + min + ".." + max);
    }
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts from these options. */
  public Builder toBuilder() {
    Builder b = new Builder();
    b.blockSize = blockSize;
    b.stMin = stMin;
    b.waitsSent = waitsSent;
    b.waitsAccepted = waitsAccepted;
    b.forcedGap = forcedGap;
    b.burst = burst;
    b.txDl = txDl;
    b.fd = fd;
    b.bitRateSwitch = bitRateSwitch;
    b.pad = pad;
    b.padByte = padByte;
    b.rxPadding = rxPadding;
    b.halfDuplex = halfDuplex;
    b.role = role;
    b.maxLength = maxLength;
    b.timers = timers;
    return b;
  }

  /** Collects options; not for several threads. */
  public static final class Builder {
    private int blockSize = 16;
    private int stMin;
    private int waitsSent;
    private int waitsAccepted = 16;
    private long forcedGap = -1;
    private int burst = 16;
    private int txDl = 8;
    private boolean fd;
    private boolean bitRateSwitch;
    private boolean pad = true;
    private int padByte = 0xCC;
    private Padding rxPadding = Padding.ANY;
    private boolean halfDuplex;
    private Role role = Role.NORMAL;
    private int maxLength = 0xFFFF;
    private Timers timers = Timers.STANDARD;

    private Builder() {}

    /** BS, 0..255. */
    public Builder blockSize(int value) {
      blockSize = value;
      return this;
    }

    /** STmin as coded, 0..255. */
    public Builder stMin(int code) {
      stMin = code;
      return this;
    }

    /** STmin in microseconds, 0..127000, rounded up to what can be coded. */
    public Builder stMinMicros(int micros) {
      return stMin(StMin.code(micros * 1000L));
    }

    /** N_WFTmax when receiving. */
    public Builder waitsSent(int value) {
      waitsSent = value;
      return this;
    }

    /** WAITs in a row to accept when sending. */
    public Builder waitsAccepted(int value) {
      waitsAccepted = value;
      return this;
    }

    /** Nanoseconds between consecutive frames in place of the receiver's STmin; -1 to obey. */
    public Builder forcedGap(long nanos) {
      forcedGap = nanos;
      return this;
    }

    /** Most frames sent in one call. */
    public Builder burst(int frames) {
      burst = frames;
      return this;
    }

    /** FD frames up to this length, 8..64, with BRS. */
    public Builder fd(int length) {
      txDl = length;
      fd = true;
      bitRateSwitch = true;
      return this;
    }

    /** BRS of FD frames. */
    public Builder bitRateSwitch(boolean on) {
      bitRateSwitch = on;
      return this;
    }

    /** Fills frames up to 8 bytes with this byte. */
    public Builder padding(int value) {
      pad = true;
      padByte = value;
      return this;
    }

    /** Sends frames no longer than needed. */
    public Builder noPadding() {
      pad = false;
      return this;
    }

    /** What to expect of received frames. */
    public Builder rxPadding(Padding rule) {
      rxPadding = rule;
      return this;
    }

    /** One direction at a time. */
    public Builder halfDuplex(boolean on) {
      halfDuplex = on;
      return this;
    }

    /** How to take part in flow control. */
    public Builder role(Role value) {
      role = value;
      return this;
    }

    /** Longest message to receive, in bytes. */
    public Builder maxLength(int bytes) {
      maxLength = bytes;
      return this;
    }

    /** The time-outs. */
    public Builder timers(Timers value) {
      timers = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public IsoTpOptions build() {
      return new IsoTpOptions(
          blockSize,
          stMin,
          waitsSent,
          waitsAccepted,
          forcedGap,
          burst,
          txDl,
          fd,
          bitRateSwitch,
          pad,
          padByte,
          rxPadding,
          halfDuplex,
          role,
          maxLength,
          timers);
    }
  }
}
