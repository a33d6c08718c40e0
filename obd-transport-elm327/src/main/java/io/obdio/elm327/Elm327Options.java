package io.obdio.elm327;

import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.elm327.protocol.ProtocolSelection;
import java.util.Locale;
import java.util.Set;

/**
 * The options of an {@code elm327:} URI.
 *
 * @param baud the bit rate of the serial line; 0 to detect it
 * @param speed the bit rate to switch to after connecting; 0 to keep the detected one
 * @param protocol {@code 0} for the adapter's automatic search, a digit 1..C for one protocol,
 *     {@code each} to try the protocols one by one
 * @param checkVoltage whether to check the supply voltage before searching for a vehicle
 * @param watchdogMillis the interval in ms at which an idle adapter is checked; 0 never to check it
 */
public record Elm327Options(
    int baud, int speed, String protocol, boolean checkVoltage, int watchdogMillis) {

  /** The options of a URI without any. */
  public static final Elm327Options DEFAULTS = new Elm327Options(0, 0, "0", true, 1000);

  /** The value of {@link #protocol} that tries the protocols one by one. */
  public static final String EACH = ProtocolSelection.EACH;

  private static final Set<String> KNOWN =
      Set.of("baud", "speed", "protocol", "voltage", "watchdog");

  /**
   * Reads the options of a URI.
   *
   * @throws TransportException.BadUri if one is unknown or outside its range
   */
  public static Elm327Options of(TransportUri uri) throws TransportException.BadUri {
    uri.requireKnownOptions(KNOWN);
    return new Elm327Options(
        uri.intOption("baud", 0, 1200, 4_000_000),
        uri.intOption("speed", 0, 9600, 4_000_000),
        protocol(uri),
        checkVoltage(uri),
        uri.intOption("watchdog", DEFAULTS.watchdogMillis, 0, 60_000));
  }

  private static String protocol(TransportUri uri) throws TransportException.BadUri {
    String text = String.valueOf(uri.option("protocol", "0"));
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.equals("AUTO")) {
      return "0";
    }
    if (upper.equals("EACH")) {
      return EACH;
    }
    if (!upper.matches("[0-9A-C]")) {
      throw new TransportException.BadUri(
          "'" + uri + "': protocol=" + text + " is not one of auto, each, 1..9, A, B, C");
    }
    return upper;
  }

  private static boolean checkVoltage(TransportUri uri) throws TransportException.BadUri {
    String text = String.valueOf(uri.option("voltage", "on"));
    if (!text.matches("on|off")) {
      throw new TransportException.BadUri(
          "'" + uri + "': voltage=" + text + " is neither on nor off");
    }
    return text.equals("on");
  }
}
