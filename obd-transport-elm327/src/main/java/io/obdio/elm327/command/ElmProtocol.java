package io.obdio.elm327.command;

import io.obdio.core.transport.Protocol;
import io.obdio.elm327.line.CanLines;
import io.obdio.elm327.line.LegacyLines;
import io.obdio.elm327.line.LineFormat;
import java.util.Optional;

/** The ELM327's protocols (data sheet, "AT SP h"), one row each. */
public enum ElmProtocol {
  /** 41.6 kbit/s. */
  J1850_PWM('1', "SAE J1850 PWM", "616AF1", "C4"),
  /** 10.4 kbit/s. */
  J1850_VPW('2', "SAE J1850 VPW", "686AF1", "6C"),
  /** 5 baud initialisation, 10.4 kbit/s. */
  ISO_9141_2('3', "ISO 9141-2", "686AF1", ""),
  /** 5 baud initialisation, 10.4 kbit/s. */
  KWP_5BAUD('4', "ISO 14230-4 (KWP 5BAUD)", "C033F1", "80"),
  /** Fast initialisation, 10.4 kbit/s. */
  KWP_FAST('5', "ISO 14230-4 (KWP FAST)", "C033F1", "80"),
  /** 11 bit identifiers, 500 kbit/s. */
  CAN_11_500('6', "ISO 15765-4 (CAN 11/500)", "7DF", ""),
  /** 29 bit identifiers, 500 kbit/s. */
  CAN_29_500('7', "ISO 15765-4 (CAN 29/500)", "DB33F1", ""),
  /** 11 bit identifiers, 250 kbit/s. */
  CAN_11_250('8', "ISO 15765-4 (CAN 11/250)", "7DF", ""),
  /** 29 bit identifiers, 250 kbit/s. */
  CAN_29_250('9', "ISO 15765-4 (CAN 29/250)", "DB33F1", ""),
  /** Raw messages only. */
  J1939('A', "SAE J1939 (CAN 29/250)", "", ""),
  /** As set by programmable parameters; 11 bit, 125 kbit/s by default. */
  USER1('B', "USER1 (CAN 11/125)", "7DF", ""),
  /** As set by programmable parameters; 11 bit, 50 kbit/s by default. */
  USER2('C', "USER2 (CAN 11/50)", "7DF", "");

  private final char digit;

  // A record of texts: as immutable as they are.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Protocol protocol;

  private final String functionalHeader;
  private final String physicalPriority;

  ElmProtocol(char digit, String name, String functionalHeader, String physicalPriority) {
    this.digit = digit;
    this.functionalHeader = functionalHeader;
    this.physicalPriority = physicalPriority;
    this.protocol = new Protocol(String.valueOf(digit), name, digit >= '6' && digit != 'A');
  }

  /** The protocol with this digit of {@code AT SP} and {@code AT DPN}. */
  public static Optional<ElmProtocol> of(char digit) {
    for (ElmProtocol protocol : values()) {
      if (protocol.digit == digit) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }

  /** The argument of {@code AT SP}. */
  public char digit() {
    return digit;
  }

  /** As the seam names it. */
  public Protocol protocol() {
    return protocol;
  }

  /** True for ISO 15765 over CAN. */
  public boolean isCan() {
    return protocol.can();
  }

  /** True for CAN identifiers of 29 bits. */
  public boolean isExtended() {
    return this == CAN_29_500 || this == CAN_29_250 || this == J1939;
  }

  /** The argument of {@code AT SH} for requests to all; "" where the chip builds it. */
  public String functionalHeader() {
    return functionalHeader;
  }

  /** The first header byte of requests to one ECU on the older buses; "" if there are none. */
  public String physicalPriority() {
    return physicalPriority;
  }

  /** How lines with headers are read. */
  public LineFormat lines() {
    return switch (this) {
      case J1850_PWM, J1850_VPW -> new LegacyLines(LegacyLines.Bus.J1850);
      case ISO_9141_2 -> new LegacyLines(LegacyLines.Bus.ISO_9141);
      case KWP_5BAUD, KWP_FAST -> new LegacyLines(LegacyLines.Bus.ISO_14230);
      case CAN_11_500, CAN_11_250, USER1, USER2 -> new CanLines(false);
      case CAN_29_500, CAN_29_250 -> new CanLines(true);
      case J1939 -> new io.obdio.elm327.line.RawCanLines();
    };
  }
}
