package io.obdio.core.connection;

/**
 * Why a response is empty.
 *
 * @param reason in one word
 * @param detail for a person: the raw text, the negative response's name, what was too short
 */
public record NoValue(Reason reason, String detail) {

  /** Why there is no value, in one word. */
  public enum Reason {
    /** There is no connection. */
    NOT_CONNECTED,
    /** The vehicle says that it does not have this. */
    NOT_SUPPORTED,
    /** An ECU answered with a negative response; {@link NoValue#detail} has its name. */
    NEGATIVE_RESPONSE,
    /** Nobody answered. */
    NO_DATA,
    /** The bus failed. */
    BUS_ERROR,
    /** The answer was damaged, too short or not to this question. */
    BAD_ANSWER,
    /** The adapter failed. */
    ADAPTER_ERROR,
    /** It is watched, but nothing has been asked yet. */
    NOT_YET
  }

  @Override
  public String toString() {
    return detail.isEmpty() ? reason.name() : reason + ": " + detail;
  }
}
