package io.obdio.core.message;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A negative response: {@code 7F}, the rejected service, the negative response code (ISO 14229-1
 * clause 8.7 and annex A.1, ISO 15031-5 clause 5.4.2).
 *
 * @param service the service id of the request, 0..255
 * @param code the negative response code, 0..255; codes without a name are preserved
 */
public record NegativeResponse(int service, int code) {

  /** The service id that marks a negative response. */
  public static final int SERVICE_ID = 0x7F;

  /** The code of an ECU that is temporarily busy and did not perform the requested operation. */
  public static final int BUSY_REPEAT_REQUEST = 0x21;

  /** The code that announces a later response, within P2* of the server. */
  public static final int RESPONSE_PENDING = 0x78;

  /** ISO 14229-1 table A.1; the names are the standard's. */
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(0x10, "generalReject"),
          Map.entry(0x11, "serviceNotSupported"),
          Map.entry(0x12, "subFunctionNotSupported"),
          Map.entry(0x13, "incorrectMessageLengthOrInvalidFormat"),
          Map.entry(0x14, "responseTooLong"),
          Map.entry(0x21, "busyRepeatRequest"),
          Map.entry(0x22, "conditionsNotCorrect"),
          Map.entry(0x24, "requestSequenceError"),
          Map.entry(0x25, "noResponseFromSubnetComponent"),
          Map.entry(0x26, "failurePreventsExecutionOfRequestedAction"),
          Map.entry(0x31, "requestOutOfRange"),
          Map.entry(0x33, "securityAccessDenied"),
          Map.entry(0x34, "authenticationRequired"),
          Map.entry(0x35, "invalidKey"),
          Map.entry(0x36, "exceedNumberOfAttempts"),
          Map.entry(0x37, "requiredTimeDelayNotExpired"),
          Map.entry(0x38, "secureDataTransmissionRequired"),
          Map.entry(0x39, "secureDataTransmissionNotAllowed"),
          Map.entry(0x3A, "secureDataVerificationFailed"),
          Map.entry(0x50, "certificateVerificationFailedInvalidTimePeriod"),
          Map.entry(0x51, "certificateVerificationFailedInvalidSignature"),
          Map.entry(0x52, "certificateVerificationFailedInvalidChainOfTrust"),
          Map.entry(0x53, "certificateVerificationFailedInvalidType"),
          Map.entry(0x54, "certificateVerificationFailedInvalidFormat"),
          Map.entry(0x55, "certificateVerificationFailedInvalidContent"),
          Map.entry(0x56, "certificateVerificationFailedInvalidScope"),
          Map.entry(0x57, "certificateVerificationFailedInvalidCertificate"),
          Map.entry(0x58, "ownershipVerificationFailed"),
          Map.entry(0x59, "challengeCalculationFailed"),
          Map.entry(0x5A, "settingAccessRightsFailed"),
          Map.entry(0x5B, "sessionKeyCreationDerivationFailed"),
          Map.entry(0x5C, "configurationDataUsageFailed"),
          Map.entry(0x5D, "deAuthenticationFailed"),
          Map.entry(0x70, "uploadDownloadNotAccepted"),
          Map.entry(0x71, "transferDataSuspended"),
          Map.entry(0x72, "generalProgrammingFailure"),
          Map.entry(0x73, "wrongBlockSequenceCounter"),
          Map.entry(0x78, "requestCorrectlyReceivedResponsePending"),
          Map.entry(0x7E, "subFunctionNotSupportedInActiveSession"),
          Map.entry(0x7F, "serviceNotSupportedInActiveSession"),
          Map.entry(0x81, "rpmTooHigh"),
          Map.entry(0x82, "rpmTooLow"),
          Map.entry(0x83, "engineIsRunning"),
          Map.entry(0x84, "engineIsNotRunning"),
          Map.entry(0x85, "engineRunTimeTooLow"),
          Map.entry(0x86, "temperatureTooHigh"),
          Map.entry(0x87, "temperatureTooLow"),
          Map.entry(0x88, "vehicleSpeedTooHigh"),
          Map.entry(0x89, "vehicleSpeedTooLow"),
          Map.entry(0x8A, "throttle/PedalTooHigh"),
          Map.entry(0x8B, "throttle/PedalTooLow"),
          Map.entry(0x8C, "transmissionRangeNotInNeutral"),
          Map.entry(0x8D, "transmissionRangeNotInGear"),
          Map.entry(0x8F, "brakeSwitch(es)NotClosed"),
          Map.entry(0x90, "shifterLeverNotInPark"),
          Map.entry(0x91, "torqueConverterClutchLocked"),
          Map.entry(0x92, "voltageTooHigh"),
          Map.entry(0x93, "voltageTooLow"),
          Map.entry(0x94, "resourceTemporarilyNotAvailable"));

  /** Returns whether {@code payload} is a negative response, complete or cut short. */
  public static boolean isNegative(Payload payload) {
    return !payload.isEmpty() && payload.at(0) == SERVICE_ID;
  }

  /**
   * Parses {@code 7F service code}. On the older buses bytes of the request may precede the code
   * (ISO 15031-5: {@code 7F 01 0C 00 00 00 12}), which is the last byte then.
   *
   * @return empty if {@code payload} is not a negative response or is too short for one
   */
  public static Optional<NegativeResponse> parse(Payload payload) {
    if (!isNegative(payload) || payload.length() < 3) {
      return Optional.empty();
    }
    int last = payload.at(payload.length() - 1);
    return Optional.of(new NegativeResponse(payload.at(1), last != 0 ? last : payload.at(2)));
  }

  /** Returns whether the ECU is busy and the request is to be sent again. */
  public boolean isBusy() {
    return code == BUSY_REPEAT_REQUEST;
  }

  /** Returns whether the response is still to follow. */
  public boolean isPending() {
    return code == RESPONSE_PENDING;
  }

  /** Returns the standard's name of the code, else that of the range the code belongs to. */
  public String name() {
    String known = NAMES.get(code);
    if (known != null) {
      return known;
    }
    if (code >= 0x95 && code <= 0xEF) {
      return "reservedForSpecificConditionsNotCorrect";
    }
    return code >= 0xF0 && code <= 0xFE
        ? "vehicleManufacturerSpecificConditionsNotCorrect"
        : "unknown code";
  }

  /** Returns the form {@code service 01: 12 subFunctionNotSupported}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "service %02X: %02X %s", service, code, name());
  }
}
