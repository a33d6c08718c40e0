package io.obdio.sim.ecu.service;

/** The negative response codes that the simulated ECUs send (ISO 14229-1 table A.1). */
public final class Nrc {

  public static final int SERVICE_NOT_SUPPORTED = 0x11;
  public static final int SUB_FUNCTION_NOT_SUPPORTED = 0x12;
  public static final int INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT = 0x13;
  public static final int RESPONSE_TOO_LONG = 0x14;
  public static final int BUSY_REPEAT_REQUEST = 0x21;
  public static final int CONDITIONS_NOT_CORRECT = 0x22;
  public static final int REQUEST_SEQUENCE_ERROR = 0x24;
  public static final int REQUEST_OUT_OF_RANGE = 0x31;
  public static final int SECURITY_ACCESS_DENIED = 0x33;
  public static final int INVALID_KEY = 0x35;
  public static final int EXCEEDED_NUMBER_OF_ATTEMPTS = 0x36;
  public static final int REQUIRED_TIME_DELAY_NOT_EXPIRED = 0x37;
  public static final int RESPONSE_PENDING = 0x78;
  public static final int SUB_FUNCTION_NOT_SUPPORTED_IN_ACTIVE_SESSION = 0x7E;
  public static final int SERVICE_NOT_SUPPORTED_IN_ACTIVE_SESSION = 0x7F;

  private Nrc() {}

  /**
   * Returns whether a code is suppressed in answers to requests to all ECUs (ISO 14229-1 clause
   * 7.5).
   */
  public static boolean silentIfFunctional(int nrc) {
    return switch (nrc) {
      case SERVICE_NOT_SUPPORTED,
          SUB_FUNCTION_NOT_SUPPORTED,
          REQUEST_OUT_OF_RANGE,
          SUB_FUNCTION_NOT_SUPPORTED_IN_ACTIVE_SESSION,
          SERVICE_NOT_SUPPORTED_IN_ACTIVE_SESSION ->
          true;
      default -> false;
    };
  }
}
