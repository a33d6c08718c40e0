package io.obdio.core.connection;

/**
 * The reason why a response is empty.
 *
 * @param reason the kind of reason
 * @param detail details for people, such as the raw text or the name of the negative response
 */
public record NoValue(Reason reason, String detail) {

  /** The kinds of reasons. */
  public enum Reason {
    /** There is no connection. */
    NOT_CONNECTED,
    /** The vehicle reports that it does not support the command. */
    NOT_SUPPORTED,
    /** An ECU answered with a negative response; {@link NoValue#detail} has its name. */
    NEGATIVE_RESPONSE,
    /** No ECU answered. */
    NO_DATA,
    /** The bus failed. */
    BUS_ERROR,
    /** The response was damaged, too short or not to this request. */
    BAD_ANSWER,
    /** The adapter failed. */
    ADAPTER_ERROR,
    /** A watched command that was not requested yet. */
    NOT_YET
  }

  @Override
  public String toString() {
    return detail.isEmpty() ? reason.name() : reason + ": " + detail;
  }
}
