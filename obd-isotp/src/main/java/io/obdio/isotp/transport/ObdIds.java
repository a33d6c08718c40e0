package io.obdio.isotp.transport;

import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanId;
import org.jspecify.annotations.Nullable;

/** The identifiers of legislated OBD (ISO 15765-4:2016 clauses 10.3 and 10.4). */
public final class ObdIds {

  /** The tester's address in 29 bit identifiers. */
  public static final int TESTER = 0xF1;

  /** Functional requests, 11 bits. */
  public static final CanId FUNCTIONAL_11 = CanId.base(0x7DF);

  /** Functional requests, 29 bits. */
  public static final CanId FUNCTIONAL_29 = CanId.extended(0x18DB33F1);

  /** Answers of the ECUs, 11 bits: 7E8..7EF. */
  public static final CanFilter RESPONSES_11 = new CanFilter(CanId.base(0x7E8), 0x7F8);

  /** Answers of the ECUs to the tester, 29 bits: 18DAF1xx. */
  public static final CanFilter RESPONSES_29 =
      new CanFilter(CanId.extended(0x18DAF100), 0x1FFFFF00);

  private ObdIds() {}

  /** Request to ECU {@code number}, 0..7: 7E0..7E7. */
  public static CanId request11(int number) {
    return CanId.base(0x7E0 + checked(number, 7));
  }

  /** Answer of ECU {@code number}, 0..7: 7E8..7EF. */
  public static CanId response11(int number) {
    return CanId.base(0x7E8 + checked(number, 7));
  }

  /** Request to the ECU at {@code address}, 0..255: 18DAxxF1. */
  public static CanId request29(int address) {
    return CanId.extended(0x18DA0000 | checked(address, 0xFF) << 8 | TESTER);
  }

  /** Answer of the ECU at {@code address}, 0..255: 18DAF1xx. */
  public static CanId response29(int address) {
    return CanId.extended(0x18DAF100 | checked(address, 0xFF));
  }

  /** True for 7E8..7EF and 18DAF1xx. */
  public static boolean isResponse(CanId id) {
    return RESPONSES_11.matches(id) || RESPONSES_29.matches(id);
  }

  /** True for 7DF and 18DB33F1. */
  public static boolean isFunctional(CanId id) {
    return id.equals(FUNCTIONAL_11) || id.equals(FUNCTIONAL_29);
  }

  /** The identifier for requests and flow controls to the ECU that answers with this one. */
  public static @Nullable CanId requestOf(CanId response) {
    if (RESPONSES_11.matches(response)) {
      return CanId.base(response.value() - 8);
    }
    return RESPONSES_29.matches(response) ? request29(response.value() & 0xFF) : null;
  }

  /** The identifier with which the ECU asked with this one answers; null if there is no rule. */
  public static @Nullable CanId responseOf(CanId request) {
    if (!request.extended() && (request.value() & 0x7F8) == 0x7E0) {
      return CanId.base(request.value() + 8);
    }
    boolean fixed = request.extended() && (request.value() & 0x1FFF00FF) == 0x18DA00F1;
    return fixed ? response29(request.value() >> 8 & 0xFF) : null;
  }

  private static int checked(int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(value + " is not within 0.." + max);
    }
    return value;
  }
}
