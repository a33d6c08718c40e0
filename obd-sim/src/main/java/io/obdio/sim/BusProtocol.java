package io.obdio.sim;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The protocols of vehicle buses, with the digits and names of the ELM327 ({@code AT SP}, {@code AT
 * DP}).
 */
public enum BusProtocol {
  /** SAE J1850 PWM, 41.6 kbit/s. */
  J1850_PWM('1', "SAE J1850 PWM", Bus.J1850, 41_600),
  /** SAE J1850 VPW, 10.4 kbit/s. */
  J1850_VPW('2', "SAE J1850 VPW", Bus.J1850, 10_400),
  /** ISO 9141-2, 5 baud initialisation. */
  ISO_9141('3', "ISO 9141-2", Bus.K_LINE, 10_400),
  /** ISO 14230-4, 5 baud initialisation. */
  KWP_SLOW('4', "ISO 14230-4 (KWP 5BAUD)", Bus.K_LINE, 10_400),
  /** ISO 14230-4, fast initialisation. */
  KWP_FAST('5', "ISO 14230-4 (KWP FAST)", Bus.K_LINE, 10_400),
  /** ISO 15765-4, 11-bit identifiers, 500 kbit/s. */
  CAN_11_500('6', "ISO 15765-4 (CAN 11/500)", Bus.CAN_11, 500_000),
  /** ISO 15765-4, 29-bit identifiers, 500 kbit/s. */
  CAN_29_500('7', "ISO 15765-4 (CAN 29/500)", Bus.CAN_29, 500_000),
  /** ISO 15765-4, 11-bit identifiers, 250 kbit/s. */
  CAN_11_250('8', "ISO 15765-4 (CAN 11/250)", Bus.CAN_11, 250_000),
  /** ISO 15765-4, 29-bit identifiers, 250 kbit/s. */
  CAN_29_250('9', "ISO 15765-4 (CAN 29/250)", Bus.CAN_29, 250_000),
  /** SAE J1939. */
  J1939('A', "SAE J1939 (CAN 29/250)", Bus.CAN_29, 250_000),
  /** The first user protocol, with its default settings. */
  USER1('B', "USER1 (CAN 11/125)", Bus.CAN_11, 125_000),
  /** The second user protocol, with its default settings. */
  USER2('C', "USER2 (CAN 11/50)", Bus.CAN_11, 50_000);

  /** The kinds of bus. */
  public enum Bus {
    J1850,
    K_LINE,
    CAN_11,
    CAN_29
  }

  private final char digit;
  private final String title;
  private final Bus bus;
  private final int bitRate;

  BusProtocol(char digit, String title, Bus bus, int bitRate) {
    this.digit = digit;
    this.title = title;
    this.bus = bus;
    this.bitRate = bitRate;
  }

  /** Returns the digit of {@code AT SP}, {@code 1} to {@code C}. */
  public char digit() {
    return digit;
  }

  /** Returns the name that {@code AT DP} prints. */
  public String title() {
    return title;
  }

  /** Returns the bit rate in bit/s. */
  public int bitRate() {
    return bitRate;
  }

  public Bus bus() {
    return bus;
  }

  public boolean isCan() {
    return bus == Bus.CAN_11 || bus == Bus.CAN_29;
  }

  public boolean extended() {
    return bus == Bus.CAN_29;
  }

  public boolean isKwp() {
    return this == KWP_SLOW || this == KWP_FAST;
  }

  /** Returns the name in options and flags: {@code 1} to {@code C}. */
  public String key() {
    return String.valueOf(digit);
  }

  /** Returns the protocol with the given name in options and flags; the case is ignored. */
  public static Optional<BusProtocol> ofKey(String key) {
    return Arrays.stream(values()).filter(p -> p.key().equalsIgnoreCase(key)).findFirst();
  }

  /** Returns whether ISO 15765-4 defines the protocol. */
  public boolean isObdOnCan() {
    return this == CAN_11_500 || this == CAN_29_500 || this == CAN_11_250 || this == CAN_29_250;
  }

  /** Returns the protocol of a digit, or null. */
  public static @Nullable BusProtocol ofDigit(char digit) {
    for (BusProtocol p : values()) {
      if (p.digit == digit) {
        return p;
      }
    }
    return null;
  }
}
