package io.obdio.socketio.app.gps;

import io.obdio.socketio.gps.GpsSource;
import io.obdio.socketio.gps.GpsdSource;
import io.obdio.socketio.json.JsonCodec;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of {@code --gps}: {@code gpsd:HOST[:PORT]} and {@code DEVICE[?baud=RATE]}. */
public final class GpsAddress {

  /** The rate of NMEA 0183. */
  private static final int BAUD = 9_600;

  private static final int MAX_PORT = 65_535;

  private static final Pattern GPSD =
      Pattern.compile("gpsd:(?<host>[^:\\[\\]]+|\\[[^\\]]+\\])(:(?<port>\\d{1,5}))?");

  private static final Pattern SERIAL =
      Pattern.compile("(?<device>/[^?]+|COM\\d+)(\\?baud=(?<baud>\\d{3,7}))?");

  private GpsAddress() {}

  /**
   * Returns the source of an address.
   *
   * @throws IllegalArgumentException if it has another form
   */
  public static GpsSource source(String address, JsonCodec json) {
    Matcher gpsd = GPSD.matcher(address);
    if (gpsd.matches()) {
      int port = number(gpsd.group("port"), GpsdSource.PORT);
      if (port > 0 && port <= MAX_PORT) {
        return new GpsdSource(gpsd.group("host"), port, json);
      }
    }
    Matcher serial = SERIAL.matcher(address);
    if (serial.matches()) {
      return new SerialGps(serial.group("device"), number(serial.group("baud"), BAUD));
    }
    throw new IllegalArgumentException(
        "--gps is '"
            + address
            + "'; it must be gpsd:HOST, gpsd:HOST:PORT, or a serial port such as"
            + " /dev/ttyACM0 or /dev/ttyUSB1?baud=4800");
  }

  private static int number(@Nullable String text, int otherwise) {
    return text == null ? otherwise : Integer.parseInt(text);
  }
}
