package io.obdio.socketio.devices;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An output of an ECU that is set with inputOutputControlByIdentifier (ISO 14229-1, service 2F).
 *
 * @param name becomes the circuit, in upper case
 * @param ecu the address that requests are sent to
 * @param did the data identifier, 0 to FFFF
 * @param on the control state that switches it on
 * @param off the control state that switches it off
 * @param timeout time after which control returns to the ECU; zero keeps control until it is
 *     switched off
 */
public record OutputOptions(
    String name, EcuAddress ecu, int did, Payload on, Payload off, Duration timeout) {

  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");
  private static final int MAX_STATE = 32;

  /** Checks the ranges. */
  public OutputOptions {
    name = name.toUpperCase(Locale.ROOT);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "output name '"
              + name
              + "' must begin with a letter and have letters, digits and _ only");
    }
    if (did < 0 || did > 0xFFFF) {
      throw new IllegalArgumentException("the data identifier of output " + name + " has 4 digits");
    }
    if (on.length() > MAX_STATE || off.length() > MAX_STATE) {
      throw new IllegalArgumentException(
          "the states of output " + name + " have at most " + MAX_STATE + " bytes");
    }
    if (timeout.isNegative() || timeout.toHours() > 1) {
      throw new IllegalArgumentException(
          "the timeout of output " + name + " is from 0 s to an hour");
    }
  }

  /**
   * Reads {@code NAME=ECU/DID/ON/OFF/SECONDS}, such as {@code HORN=7E0/D001/01/00/5}; the seconds
   * may be missing.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static OutputOptions parse(String text) {
    int equals = text.indexOf('=');
    String[] parts = text.substring(equals + 1).split("/", -1);
    if (equals < 1 || parts.length < 4 || parts.length > 5) {
      throw new IllegalArgumentException(
          "output '"
              + text
              + "' must have the form NAME=ECU/DID/ON/OFF/SECONDS,"
              + " such as HORN=7E0/D001/01/00/5");
    }
    try {
      return new OutputOptions(
          text.substring(0, equals),
          EcuAddress.parse(parts[0]),
          Integer.parseInt(parts[1], 16),
          Payload.ofHex(parts[2]),
          Payload.ofHex(parts[3]),
          Duration.ofSeconds(parts.length == 5 ? Long.parseLong(parts[4]) : 0));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("output '" + text + "': " + e.getMessage(), e);
    }
  }
}
