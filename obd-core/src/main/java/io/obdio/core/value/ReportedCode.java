package io.obdio.core.value;

import java.util.Locale;

/**
 * A trouble code as ISO 14229-1 ReadDTCInformation reports it: three bytes and a status.
 *
 * @param code the first two bytes
 * @param failureType the third byte, the failure type of SAE J2012-DA, 00..FF
 * @param status the bits of statusOfDTC (ISO 14229-1 annex D.2), 00..FF
 */
public record ReportedCode(TroubleCode code, int failureType, int status) {

  /** The bits of statusOfDTC. */
  public enum StatusBit {
    TEST_FAILED(0x01),
    TEST_FAILED_THIS_OPERATION_CYCLE(0x02),
    PENDING_DTC(0x04),
    CONFIRMED_DTC(0x08),
    TEST_NOT_COMPLETED_SINCE_LAST_CLEAR(0x10),
    TEST_FAILED_SINCE_LAST_CLEAR(0x20),
    TEST_NOT_COMPLETED_THIS_OPERATION_CYCLE(0x40),
    WARNING_INDICATOR_REQUESTED(0x80);

    private final int mask;

    StatusBit(int mask) {
      this.mask = mask;
    }
  }

  /** Returns whether a bit is set. */
  public boolean is(StatusBit bit) {
    return (status & bit.mask) != 0;
  }

  /** Returns the form {@code P0104-13 status 2F}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s-%02X status %02X", code.code(), failureType, status);
  }
}
