package io.obdio.isotp.engine;

import io.obdio.isotp.pdu.Padding;
import io.obdio.isotp.pdu.StMin;

/**
 * The options of an ISO-TP connection, created by {@link #builder}. {@link #DEFAULTS} are block
 * size 16, STmin 0, no wait frames, padding CC, classic frames.
 *
 * @param blockSize BS to request when receiving, 0..255
 * @param stMin STmin to request when receiving, as coded
 * @param waitsSent N_WFTmax: the number of consecutive WAITs that a receiver sends, 0..255
 * @param waitsAccepted the number of consecutive WAITs that a sender accepts before N_WFT_OVRN
 * @param forcedGap the gap between consecutive frames in nanoseconds, in place of the receiver's
 *     STmin; -1 to use STmin; with {@link Role#BROADCAST} -1 means no gap
 * @param burst the maximum number of frames sent in one call, so that other connections get their
 *     turn, at least 1
 * @param txDl TX_DL: the maximum length of frames sent, 8, 12, 16, 20, 24, 32, 48 or 64
 * @param fd true to send FD frames
 * @param bitRateSwitch true to send FD frames with BRS
 * @param minLength the length to which frames sent are padded, 0..{@code txDl}: 0 for no padding, 8
 *     as OBD requires, more for FD frames of a fixed length
 * @param padByte the padding byte, 0..255
 * @param rxPadding the padding expected of received frames; others are ignored
 * @param halfDuplex true if only one direction is used at a time (clause 9.7.3)
 * @param role the part in flow control
 * @param maxLength the maximum length of a received message, 64..2147483639; longer ones are
 *     refused with OVFLW
 * @param bitRateLimit the maximum average bit rate of frames sent, in bit/s; 0 for no limit
 * @param confirmed true to wait for the transmission of the last frame of a message where the bus
 *     reports it, false to consider it sent when the bus has accepted it
 * @param timers the timers
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
    int minLength,
    int padByte,
    Padding rxPadding,
    boolean halfDuplex,
    Role role,
    int maxLength,
    long bitRateLimit,
    boolean confirmed,
    Timers timers) {

  /** Block size 16, STmin 0, no wait frames, padding CC, classic frames, messages up to 64 KiB. */
  public static final IsoTpOptions DEFAULTS = builder().build();

  /** Checks the ranges. */
  public IsoTpOptions {
    range("block size", blockSize, 0, 255);
    range("STmin", stMin, 0, 255);
    range("wait frames sent", waitsSent, 0, 255);
    range("wait frames accepted", waitsAccepted, 0, Integer.MAX_VALUE);
    range("burst", burst, 1, Integer.MAX_VALUE);
    range("padding byte", padByte, 0, 255);
    range("maximum length", maxLength, 64, Integer.MAX_VALUE - 8);
    if (txDl < 8 || Padding.frameLength(Math.min(txDl, 64)) != txDl) {
      throw new IllegalArgumentException(
          "TX_DL " + txDl + " is not one of 8, 12, 16, 20, 24, 32, 48, 64");
    }
    if (txDl > 8 && !fd) {
      throw new IllegalArgumentException("TX_DL " + txDl + " requires FD frames");
    }
    range("minimum length", minLength, 0, txDl);
    if (Padding.frameLength(minLength) != minLength) {
      throw new IllegalArgumentException("minimum length " + minLength + " is not a frame length");
    }
    if (forcedGap < -1 || bitRateLimit < 0) {
      throw new IllegalArgumentException(
          "negative gap or bit rate: " + forcedGap + " ns, " + bitRateLimit + " bit/s");
    }
  }

  private static void range(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(name + " " + value + " is not within " + min + ".." + max);
    }
  }

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with these options. */
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
    b.minLength = minLength;
    b.padByte = padByte;
    b.rxPadding = rxPadding;
    b.halfDuplex = halfDuplex;
    b.role = role;
    b.maxLength = maxLength;
    b.bitRateLimit = bitRateLimit;
    b.confirmed = confirmed;
    b.timers = timers;
    return b;
  }

  /** A builder of options. Not thread-safe. */
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
    private int minLength = 8;
    private int padByte = 0xCC;
    private Padding rxPadding = Padding.ANY;
    private boolean halfDuplex;
    private Role role = Role.NORMAL;
    private int maxLength = 0xFFFF;
    private long bitRateLimit;
    private boolean confirmed;
    private Timers timers = Timers.STANDARD;

    private Builder() {}

    /** Sets BS, 0..255. */
    public Builder blockSize(int value) {
      blockSize = value;
      return this;
    }

    /** Sets STmin as coded, 0..255. */
    public Builder stMin(int code) {
      stMin = code;
      return this;
    }

    /** Sets STmin in microseconds, 0..127000, rounded up to a value that can be coded. */
    public Builder stMinMicros(int micros) {
      return stMin(StMin.code(micros * 1000L));
    }

    /** Sets N_WFTmax, the number of consecutive WAITs sent when receiving. */
    public Builder waitsSent(int value) {
      waitsSent = value;
      return this;
    }

    /** Sets the number of consecutive WAITs accepted when sending. */
    public Builder waitsAccepted(int value) {
      waitsAccepted = value;
      return this;
    }

    /** Sets the gap in nanoseconds in place of the receiver's STmin; -1 to use STmin. */
    public Builder forcedGap(long nanos) {
      forcedGap = nanos;
      return this;
    }

    /** Sets the maximum number of frames sent in one call. */
    public Builder burst(int frames) {
      burst = frames;
      return this;
    }

    /** Selects FD frames of up to this length, 8..64, with BRS. */
    public Builder fd(int length) {
      txDl = length;
      fd = true;
      bitRateSwitch = true;
      return this;
    }

    /** Sets whether FD frames are sent with BRS. */
    public Builder bitRateSwitch(boolean on) {
      bitRateSwitch = on;
      return this;
    }

    /** Pads frames to at least 8 bytes with this byte. */
    public Builder padding(int value) {
      minLength = Math.max(8, minLength);
      padByte = value;
      return this;
    }

    /** Sends frames of the shortest possible length. */
    public Builder noPadding() {
      minLength = 0;
      return this;
    }

    /**
     * Sets the length to which frames are padded, 0..64. A value above 8 gives FD frames of a fixed
     * length; the peer must accept single frames that are longer than needed.
     */
    public Builder minLength(int bytes) {
      minLength = bytes;
      return this;
    }

    /** Sets the padding expected of received frames. */
    public Builder rxPadding(Padding rule) {
      rxPadding = rule;
      return this;
    }

    /** Sets whether only one direction is used at a time. */
    public Builder halfDuplex(boolean on) {
      halfDuplex = on;
      return this;
    }

    /** Sets the part in flow control. */
    public Builder role(Role value) {
      role = value;
      return this;
    }

    /** Sets the maximum length of a received message in bytes. */
    public Builder maxLength(int bytes) {
      maxLength = bytes;
      return this;
    }

    /**
     * Limits the average bit rate of the frames sent, counted with all bits of a frame. Frames are
     * spaced evenly. A limit that takes longer than the peer's N_Cr for a frame fails transfers.
     *
     * @param bitsPerSecond the limit in bit/s, 0 for none
     */
    public Builder bitRateLimit(long bitsPerSecond) {
      bitRateLimit = bitsPerSecond;
      return this;
    }

    /** Sets whether a message counts as sent only when its last frame has been transmitted. */
    public Builder confirmed(boolean on) {
      confirmed = on;
      return this;
    }

    /** Sets the timers. */
    public Builder timers(Timers value) {
      timers = value;
      return this;
    }

    /**
     * Returns the options.
     *
     * @throws IllegalArgumentException if a value is out of range
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
          minLength,
          padByte,
          rxPadding,
          halfDuplex,
          role,
          maxLength,
          bitRateLimit,
          confirmed,
          timers);
    }
  }
}
