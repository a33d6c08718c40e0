package io.obdio.elm327.protocol;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.ObdAddress;
import io.obdio.core.transport.Protocol;
import io.obdio.elm327.line.CanLines;
import io.obdio.elm327.line.LegacyLines;
import io.obdio.elm327.line.LineFormat;
import io.obdio.elm327.line.RawCanLines;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The protocols of the ELM327 (data sheet, {@code AT SP h}), one row each. */
public enum VehicleProtocol {
  /** 41.6 kbit/s. */
  J1850_PWM('1', "SAE J1850 PWM", ObdAddress.Header.J1850_PWM),
  /** 10.4 kbit/s. */
  J1850_VPW('2', "SAE J1850 VPW", ObdAddress.Header.J1850_VPW),
  /** 5 baud initialisation, 10.4 kbit/s. */
  ISO_9141_2('3', "ISO 9141-2", ObdAddress.Header.ISO_9141_2),
  /** 5 baud initialisation, 10.4 kbit/s. */
  KWP_5BAUD('4', "ISO 14230-4 (KWP 5BAUD)", ObdAddress.Header.ISO_14230_4),
  /** Fast initialisation, 10.4 kbit/s. */
  KWP_FAST('5', "ISO 14230-4 (KWP FAST)", ObdAddress.Header.ISO_14230_4),
  /** 11-bit identifiers, 500 kbit/s. */
  CAN_11_500('6', "ISO 15765-4 (CAN 11/500)", null),
  /** 29-bit identifiers, 500 kbit/s. */
  CAN_29_500('7', "ISO 15765-4 (CAN 29/500)", null),
  /** 11-bit identifiers, 250 kbit/s. */
  CAN_11_250('8', "ISO 15765-4 (CAN 11/250)", null),
  /** 29-bit identifiers, 250 kbit/s. */
  CAN_29_250('9', "ISO 15765-4 (CAN 29/250)", null),
  /** Raw messages only. */
  J1939('A', "SAE J1939 (CAN 29/250)", null),
  /** As set by programmable parameters; 11 bit, 125 kbit/s by default. */
  USER1('B', "USER1 (CAN 11/125)", null),
  /** As set by programmable parameters; 11 bit, 50 kbit/s by default. */
  USER2('C', "USER2 (CAN 11/50)", null);

  private static final int ENGINE = 0x10;

  private final char digit;

  // A record of strings: as immutable as they are.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Protocol protocol;

  private final ObdAddress.@Nullable Header header;

  VehicleProtocol(char digit, String name, ObdAddress.@Nullable Header header) {
    this.digit = digit;
    this.header = header;
    this.protocol = new Protocol(String.valueOf(digit), name, digit >= '6' && digit != 'A');
  }

  /** Returns the protocol with this digit of {@code AT SP} and {@code AT DPN}. */
  public static Optional<VehicleProtocol> of(char digit) {
    for (VehicleProtocol protocol : values()) {
      if (protocol.digit == digit) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }

  /** Returns the argument of {@code AT SP}. */
  public char digit() {
    return digit;
  }

  /** Returns the protocol as transports report it. */
  public Protocol protocol() {
    return protocol;
  }

  /** Returns whether it is ISO 15765 over CAN. */
  public boolean isCan() {
    return protocol.can();
  }

  /** Returns whether its CAN identifiers have 29 bits. */
  public boolean isExtended() {
    return this == CAN_29_500 || this == CAN_29_250 || this == J1939;
  }

  /**
   * Returns the argument of {@code AT SH} for requests to all ECUs; empty where the adapter builds
   * the header itself.
   */
  public String functionalHeader() {
    if (header != null) {
      return hex(header.functional());
    }
    if (this == J1939) {
      return "";
    }
    // The top five bits of a 29-bit identifier are set by AT CP.
    return isExtended()
        ? hex(ObdAddress.FUNCTIONAL_29.id() & 0xFFFFFF)
        : ObdAddress.FUNCTIONAL_11.toString();
  }

  /** Returns whether a bus without CAN has requests to one ECU. */
  public boolean hasPhysicalHeader() {
    return header != null && header.hasPhysical();
  }

  /**
   * Returns the argument of {@code AT SH} for requests to one ECU on a bus without CAN.
   *
   * @param address the ECU's address, 0..255
   * @throws IllegalStateException if there is none, see {@link #hasPhysicalHeader}
   */
  public String physicalHeader(int address) {
    if (header == null) {
      throw new IllegalStateException(this + " has identifiers");
    }
    return hex(header.physical(address));
  }

  /** Returns the kind of the addresses of ECUs. */
  public EcuAddress.Kind addressKind() {
    if (!isCan()) {
      return EcuAddress.Kind.BYTE;
    }
    return isExtended() ? EcuAddress.Kind.CAN_29 : EcuAddress.Kind.CAN_11;
  }

  /** Returns the ECU that answers are attributed to where the lines do not show it: the engine. */
  public EcuAddress assumedEcu() {
    if (!isCan()) {
      return EcuAddress.ofByte(ENGINE);
    }
    return isExtended() ? ObdAddress.response29(ENGINE) : ObdAddress.response11(0);
  }

  private static String hex(int header) {
    return String.format(Locale.ROOT, "%06X", header);
  }

  /** Returns the format of lines with headers. */
  public LineFormat lines() {
    return switch (this) {
      case J1850_PWM, J1850_VPW -> new LegacyLines(LegacyLines.Bus.J1850);
      case ISO_9141_2 -> new LegacyLines(LegacyLines.Bus.ISO_9141);
      case KWP_5BAUD, KWP_FAST -> new LegacyLines(LegacyLines.Bus.ISO_14230);
      case CAN_11_500, CAN_11_250, USER1, USER2 -> new CanLines(false);
      case CAN_29_500, CAN_29_250 -> new CanLines(true);
      case J1939 -> new RawCanLines();
    };
  }
}
