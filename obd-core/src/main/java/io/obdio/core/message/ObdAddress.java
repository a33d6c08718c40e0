package io.obdio.core.message;

import io.obdio.core.message.EcuAddress.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The identifiers and addresses of legislated OBD: ISO 15765-4:2016 clauses 10.3 (11 bit
 * identifiers) and 10.4 (29 bit), SAE J2178-1 (address bytes), and the three header bytes of SAE
 * J1850, ISO 9141-2 and ISO 14230-4.
 */
public final class ObdAddress {

  /** The address of the external test equipment. */
  public static final int TESTER = 0xF1;

  /** The number of ECUs that 11-bit identifiers can address. */
  public static final int ECUS_11 = 8;

  // Compile-time constants: EcuAddress reads them while it is initialised.
  static final int FIRST_RESPONSE_11 = 0x7E8;
  static final int RANGE_MASK_11 = 0x7F8;

  /** The functional request with an 11-bit identifier. */
  public static final EcuAddress FUNCTIONAL_11 = EcuAddress.can11(0x7DF);

  /** The functional request with a 29-bit identifier. */
  public static final EcuAddress FUNCTIONAL_29 = EcuAddress.can29(0x18DB33F1);

  /** The responses with 11-bit identifiers: 7E8..7EF. */
  public static final Range RESPONSES_11 = new Range(Kind.CAN_11, FIRST_RESPONSE_11, RANGE_MASK_11);

  /** The physical requests with 11-bit identifiers: 7E0..7E7. */
  public static final Range REQUESTS_11 = new Range(Kind.CAN_11, 0x7E0, RANGE_MASK_11);

  /** The responses with 29-bit identifiers: 18DAF1xx. */
  public static final Range RESPONSES_29 = new Range(Kind.CAN_29, 0x18DAF100, 0x1FFFFF00);

  /** The physical requests with 29-bit identifiers: 18DAxxF1. */
  public static final Range REQUESTS_29 = new Range(Kind.CAN_29, 0x18DA00F1, 0x1FFF00FF);

  /** The engine control module's number among the 11-bit identifiers. */
  private static final int ENGINE_11 = 0;

  /** The transmission control module's number among the 11-bit identifiers. */
  private static final int TRANSMISSION_11 = 1;

  /** The first and second engine controller's address byte (SAE J2178-1 table 1). */
  private static final int ENGINE = 0x10;

  /** The transmission controller's address byte (SAE J2178-1 table 1). */
  private static final int TRANSMISSION = 0x18;

  /** The distance from a request's 11-bit identifier to that of its response. */
  private static final int OFFSET_11 = 8;

  /** The distances that manufacturers use outside 7E0..7E7. */
  private static final int[] OFFSETS_11 = {OFFSET_11, 0x6A, 0x20};

  private ObdAddress() {}

  /**
   * A range of CAN identifiers: those whose bits under {@code mask} are {@code code}.
   *
   * @param kind 11 or 29-bit identifiers
   * @param code the first identifier of the range
   * @param mask the bits that are compared
   */
  public record Range(Kind kind, int code, int mask) {

    /** Returns whether {@code address} is an identifier of this range. */
    public boolean contains(EcuAddress address) {
      return address.kind() == kind && (address.id() & mask) == code;
    }
  }

  /** The header bytes of the older buses, one row a bus: priority or format, target, source. */
  public enum Header {
    /** SAE J1850 PWM. */
    J1850_PWM(0x616AF1, 0xC4),
    /** SAE J1850 VPW. */
    J1850_VPW(0x686AF1, 0x6C),
    /** ISO 9141-2, which has no physical requests. */
    ISO_9141_2(0x686AF1, 0),
    /** ISO 14230-4; the low six bits of the format byte may hold the length. */
    ISO_14230_4(0xC033F1, 0x80);

    private final int functional;
    private final int physicalFormat;

    Header(int functional, int physicalFormat) {
      this.functional = functional;
      this.physicalFormat = physicalFormat;
    }

    /** Returns the three bytes of functional requests, such as 686AF1. */
    public int functional() {
      return functional;
    }

    /** Returns whether requests to one ECU are defined. */
    public boolean hasPhysical() {
      return physicalFormat != 0;
    }

    /**
     * Returns the three bytes of requests to the ECU at {@code address}, 0..255.
     *
     * @throws IllegalStateException if the bus has no physical requests
     */
    public int physical(int address) {
      if (!hasPhysical()) {
        throw new IllegalStateException(this + " has no physical requests");
      }
      return physicalFormat << 16 | checked(address, 0xFF) << 8 | TESTER;
    }

    /** Returns whether {@code header}, three bytes, addresses all ECUs of a bus. */
    public static boolean isFunctional(int header) {
      for (Header row : values()) {
        int mask = row == ISO_14230_4 ? 0xC0FFFF : 0xFFFFFF;
        if ((header & mask) == row.functional) {
          return true;
        }
      }
      return false;
    }
  }

  /** Returns the request identifier of ECU {@code number}, 0..7: 7E0..7E7. */
  public static EcuAddress request11(int number) {
    return EcuAddress.can11(REQUESTS_11.code() + checked(number, ECUS_11 - 1));
  }

  /** Returns the response identifier of ECU {@code number}, 0..7: 7E8..7EF. */
  public static EcuAddress response11(int number) {
    return EcuAddress.can11(RESPONSES_11.code() + checked(number, ECUS_11 - 1));
  }

  /** Returns the request identifier of the ECU at {@code address}, 0..255: 18DAxxF1. */
  public static EcuAddress request29(int address) {
    return EcuAddress.can29(REQUESTS_29.code() | checked(address, 0xFF) << 8);
  }

  /** Returns the response identifier of the ECU at {@code address}, 0..255: 18DAF1xx. */
  public static EcuAddress response29(int address) {
    return EcuAddress.can29(RESPONSES_29.code() | checked(address, 0xFF));
  }

  /** Returns whether {@code address} is 7DF or 18DB33F1. */
  public static boolean isFunctional(EcuAddress address) {
    return address.equals(FUNCTIONAL_11) || address.equals(FUNCTIONAL_29);
  }

  /** Returns whether {@code address} is one of 7E0..7E7 or 18DAxxF1. */
  public static boolean isRequest(EcuAddress address) {
    return REQUESTS_11.contains(address) || REQUESTS_29.contains(address);
  }

  /** Returns whether {@code address} is one of 7E8..7EF or 18DAF1xx. */
  public static boolean isResponse(EcuAddress address) {
    return RESPONSES_11.contains(address) || RESPONSES_29.contains(address);
  }

  /**
   * Returns where ISO 15765-4 puts the response to a physical request: 11-bit identifiers plus 8,
   * 29 bit ones with target and source address exchanged, an address byte itself.
   */
  public static EcuAddress responseOf(EcuAddress request) {
    return switch (request.kind()) {
      case CAN_11 -> EcuAddress.can11(request.id() + OFFSET_11 & 0x7FF);
      case CAN_29 -> EcuAddress.can29(exchanged(request.id()));
      case BYTE, ADAPTER -> request;
    };
  }

  /**
   * Returns where the response to a physical request may come from, the likeliest first. Within the
   * ranges of ISO 15765-4 that is one address. Manufacturers answer other 11-bit identifiers plus
   * 8, plus 6A (Volkswagen) or plus 20 (Renault, Nissan). Of 29-bit identifiers only normal fixed
   * ones (xxDA, xxDB; ISO 15765-2 clause 10.3.4) exchange target and source address; xxFC00yy is
   * answered by xxFE00yy (Volkswagen).
   *
   * @return empty if the request does not show where the response comes from
   */
  public static List<EcuAddress> responsesOf(EcuAddress request) {
    int id = request.id();
    return switch (request.kind()) {
      case CAN_11 ->
          REQUESTS_11.contains(request)
              ? List.of(EcuAddress.can11(id + OFFSET_11))
              : IntStream.of(OFFSETS_11)
                  .map(offset -> id + offset)
                  .filter(response -> response <= 0x7FF)
                  .mapToObj(EcuAddress::can11)
                  .toList();
      case CAN_29 -> responsesOf29(id);
      case BYTE, ADAPTER -> List.of(request);
    };
  }

  private static List<EcuAddress> responsesOf29(int id) {
    int format = id >> 16 & 0xFF;
    if (format == 0xDA || format == 0xDB) {
      return List.of(EcuAddress.can29(exchanged(id)));
    }
    return (id & 0xFFFF00) == 0xFC0000 ? List.of(EcuAddress.can29(id | 0x020000)) : List.of();
  }

  /** Returns the request identifier of the ECU that responds with {@code response}. */
  public static Optional<EcuAddress> requestOf(EcuAddress response) {
    if (RESPONSES_11.contains(response)) {
      return Optional.of(EcuAddress.can11(response.id() - OFFSET_11));
    }
    return RESPONSES_29.contains(response)
        ? Optional.of(EcuAddress.can29(exchanged(response.id())))
        : Optional.empty();
  }

  /**
   * Returns whether an engine controller responds with {@code response}: 7E8, or address 10, 11.
   */
  public static boolean isEngine(EcuAddress response) {
    return switch (response.kind()) {
      case CAN_11 -> response.id() == RESPONSES_11.code() + ENGINE_11;
      case CAN_29, BYTE -> (response.id() & 0xFE) == ENGINE;
      case ADAPTER -> false;
    };
  }

  /** Returns whether a transmission controller responds with {@code response}: 7E9, address 18. */
  public static boolean isTransmission(EcuAddress response) {
    return switch (response.kind()) {
      case CAN_11 -> response.id() == RESPONSES_11.code() + TRANSMISSION_11;
      case CAN_29, BYTE -> (response.id() & 0xFF) == TRANSMISSION;
      case ADAPTER -> false;
    };
  }

  private static int exchanged(int id) {
    return id & 0x1FFF0000 | (id & 0xFF) << 8 | id >> 8 & 0xFF;
  }

  private static int checked(int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(value + " is not within 0.." + max);
    }
    return value;
  }
}
