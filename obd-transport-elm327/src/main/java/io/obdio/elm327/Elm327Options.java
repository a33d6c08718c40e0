package io.obdio.elm327;

import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import java.util.Locale;
import java.util.Set;

/**
 * The options of an {@code elm327:} URI.
 *
 * @param baud the serial line's bit rate; 0 to find it out
 * @param speed the bit rate to switch to once connected; 0 to leave it
 * @param protocol {@code 0} to let the adapter search, a digit 1..C for one protocol, {@code each}
 *     to try one by one
 * @param checkVoltage true to look for a supply voltage before searching for a vehicle
 * @param watchdogMillis how often to look after an idle adapter; 0 for never
 */
public record Elm327Options(
    int baud, int speed, String protocol, boolean checkVoltage, int watchdogMillis) {

  /** Nothing given. */
  public static final Elm327Options DEFAULTS = new Elm327Options(0, 0, "0", true, 1000);

  /** The value of {@link #protocol} that stands for one by one. */
  public static final String EACH = "each";

  private static final Set<String> KNOWN =
      Set.of("baud", "speed", "protocol", "voltage", "watchdog");

  /**
   * Reads them.
   *
   * @throws TransportException.BadUri if one is unknown or out of its range
   */
  public static Elm327Options of(TransportUri uri) throws TransportException.BadUri {
    uri.requireKnownOptions(KNOWN);
    String protocol = uri.option("protocol", "0");
    String wanted =
        protocol == null || protocol.equalsIgnoreCase("auto")
            ? "0"
            : protocol.toUpperCase(Locale.ROOT);
    if (wanted.equals("EACH")) {
      wanted = EACH;
    } else if (!wanted.matches("[0-9A-C]")) {
      throw new TransportException.BadUri(
          "'" + uri + "': protocol=" + protocol + " is none of auto, each, 1..9, A, B, C");
    }
    String voltage = uri.option("voltage", "on");
    if (voltage == null || !voltage.matches("on|off")) {
      throw new TransportException.BadUri(
          "'" + uri + "': voltage=" + voltage + " is neither on nor off");
    }
    return new Elm327Options(
        uri.intOption("baud", 0, 1200, 4_000_000),
        uri.intOption("speed", 0, 9600, 4_000_000),
        wanted,
        voltage.equals("on"),
        uri.intOption("watchdog", DEFAULTS.watchdogMillis, 0, 60_000));
  }
}
