package io.obdio.core.value;

import java.util.ArrayList;
import java.util.List;
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
    TEST_FAILED(0x01, "testFailed"),
    TEST_FAILED_THIS_OPERATION_CYCLE(0x02, "testFailedThisOperationCycle"),
    PENDING_DTC(0x04, "pendingDTC"),
    CONFIRMED_DTC(0x08, "confirmedDTC"),
    TEST_NOT_COMPLETED_SINCE_LAST_CLEAR(0x10, "testNotCompletedSinceLastClear"),
    TEST_FAILED_SINCE_LAST_CLEAR(0x20, "testFailedSinceLastClear"),
    TEST_NOT_COMPLETED_THIS_OPERATION_CYCLE(0x40, "testNotCompletedThisOperationCycle"),
    WARNING_INDICATOR_REQUESTED(0x80, "warningIndicatorRequested");

    private final int mask;
    private final String isoName;

    StatusBit(int mask, String isoName) {
      this.mask = mask;
      this.isoName = isoName;
    }

    /** Returns the name in ISO 14229-1, such as {@code confirmedDTC}. */
    public String isoName() {
      return isoName;
    }
  }

  /** Returns whether a bit is set. */
  public boolean is(StatusBit bit) {
    return (status & bit.mask) != 0;
  }

  /** Returns the bits that are set, from the least significant one. */
  public List<StatusBit> statusBits() {
    List<StatusBit> set = new ArrayList<>(StatusBit.values().length);
    for (StatusBit bit : StatusBit.values()) {
      if (is(bit)) {
        set.add(bit);
      }
    }
    return List.copyOf(set);
  }

  /** Returns the meaning of the failure type; "" if the table does not contain it. */
  public String failure() {
    return TroubleCodeTable.failureType(failureType);
  }

  /**
   * Returns the form {@code P0104-13 Meaning (circuit open), status 09: testFailed, confirmedDTC}.
   */
  @Override
  public String toString() {
    String meaning = code.description();
    StringBuilder text = new StringBuilder();
    text.append(code.code()).append(String.format(Locale.ROOT, "-%02X", failureType));
    text.append(meaning.isEmpty() ? "" : " " + meaning);
    text.append(failureType == 0 || failure().isEmpty() ? "" : " (" + failure() + ")");
    text.append(String.format(Locale.ROOT, ", status %02X", status));
    String separator = ": ";
    for (StatusBit bit : statusBits()) {
      text.append(separator).append(bit.isoName());
      separator = ", ";
    }
    return text.toString();
  }
}
