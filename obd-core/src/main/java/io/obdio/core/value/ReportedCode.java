package io.obdio.core.value;

import java.util.Locale;

/**
 * A trouble code as ISO 14229-1 ReadDTCInformation reports it: three bytes and a status.
 *
 * @param code the first two bytes
 * @param failureType the third byte, SAE J2012-DA's failure type, 00..FF
 * @param status statusOfDTC, bit by bit (ISO 14229-1 annex D.2), 00..FF
 */
public record ReportedCode(TroubleCode code, int failureType, int status) {

  /** Bits of statusOfDTC. */
  public enum StatusBit {
    TEST_FAILED(0),
    TEST_FAILED_THIS_OPERATION_CYCLE(1),
    PENDING_DTC(2),
    CONFIRMED_DTC(3),
    TEST_NOT_COMPLETED_SINCE_LAST_CLEAR(4),
    TEST_FAILED_SINCE_LAST_CLEAR(5),
    TEST_NOT_COMPLETED_THIS_OPERATION_CYCLE(6),
    WARNING_INDICATOR_REQUESTED(7);

    private final int bit;

    StatusBit(int bit) {
      this.bit = bit;
    }
  }

  /** True if the bit is set. */
  public boolean is(StatusBit bit) {
    return (status >> bit.bit & 1) != 0;
  }

  /** {@code P0104-13 status 2F}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s-%02X status %02X", code.code(), failureType, status);
  }
}
