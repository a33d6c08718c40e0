package io.obdio.slcan;

import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The settings of an adapter.
 *
 * @param path the serial port, such as {@code /dev/ttyACM0} or {@code COM3}
 * @param baud the baud rate of the port; adapters on USB ignore it
 * @param bitRate the bit rate of the bus in bit/s, a key of {@link #BIT_RATES}
 * @param dataBitRate the bit rate of the data phase of FD frames in bit/s, a key of {@link
 *     #DATA_BIT_RATES}; 0 for classic frames only
 * @param listenOnly true to receive only, without acknowledging frames on the bus
 */
public record SlcanOptions(
    String path, int baud, int bitRate, int dataBitRate, boolean listenOnly) {

  /** The digit of the command {@code S} for a bit rate. Source: the manual of the CANUSB. */
  public static final Map<Integer, Integer> BIT_RATES =
      Map.of(
          10_000, 0,
          20_000, 1,
          50_000, 2,
          100_000, 3,
          125_000, 4,
          250_000, 5,
          500_000, 6,
          800_000, 7,
          1_000_000, 8);

  /** The digit of the command {@code Y} for a bit rate. Source: the CANable 2.0's firmware. */
  public static final Map<Integer, Integer> DATA_BIT_RATES =
      Map.of(1_000_000, 1, 2_000_000, 2, 4_000_000, 4, 5_000_000, 5);

  /** The names of the options of a URI. */
  public static final Set<String> NAMES = Set.of("bitrate", "databitrate", "baud", "listenonly");

  /** The text for {@link io.obdio.core.transport.TransportProvider#usage}. */
  public static final String USAGE =
      "slcan:/dev/ttyACM0?bitrate=500000, databitrate=2000000 (FD frames), baud=115200,"
          + " listenonly (candump)";

  private static final int DEFAULT_BIT_RATE = 500_000;
  private static final int DEFAULT_BAUD = 115_200;
  private static final int MAX_BAUD = 12_000_000;

  /** Checks the bit rates. */
  public SlcanOptions {
    if (path.isEmpty()) {
      throw new IllegalArgumentException("write slcan:/dev/ttyACM0, with the adapter's port");
    }
    check("bitrate", bitRate, BIT_RATES);
    if (dataBitRate != 0) {
      check("databitrate", dataBitRate, DATA_BIT_RATES);
    }
  }

  private static void check(String name, int value, Map<Integer, Integer> rates) {
    if (!rates.containsKey(value)) {
      throw new IllegalArgumentException(
          name + "=" + value + " is not one of " + new TreeMap<>(rates).keySet());
    }
  }

  /**
   * Reads the options of a URI; others are ignored.
   *
   * @throws TransportException.BadUri if a value is invalid
   */
  public static SlcanOptions of(TransportUri uri) throws TransportException.BadUri {
    try {
      return new SlcanOptions(
          uri.target(),
          uri.intOption("baud", DEFAULT_BAUD, 300, MAX_BAUD),
          uri.intOption("bitrate", DEFAULT_BIT_RATE, 1, Integer.MAX_VALUE),
          uri.intOption("databitrate", 0, 0, Integer.MAX_VALUE),
          uri.options().containsKey("listenonly") && !"false".equals(uri.option("listenonly", "")));
    } catch (IllegalArgumentException e) {
      throw new TransportException.BadUri("'" + uri + "': " + e.getMessage());
    }
  }
}
