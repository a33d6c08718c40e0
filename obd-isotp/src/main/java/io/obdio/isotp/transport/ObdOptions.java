package io.obdio.isotp.transport;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of OBD on CAN.
 *
 * @param p2 the time to wait for the first sign of a response (P2 of ISO 15765-4: 50 ms); extended
 *     if the vehicle or this host is slower, and for the request that looks for the vehicle
 * @param p2Star the time to wait after a response pending (P2*: 5 s)
 * @param ids the formats of identifiers to try, in this order
 * @param bitRate the bit rate in bit/s, for the protocol's name only: a CAN interface is configured
 *     by the system, and not every one reports its bit rate
 * @param testerPresent the time without a request after which TesterPresent (3E 80) is sent; zero
 *     for never
 * @param waitForAll true to wait for the end of P2 even if every ECU that responded before has
 *     responded
 */
public record ObdOptions(
    Duration p2,
    Duration p2Star,
    List<IdFormat> ids,
    int bitRate,
    Duration testerPresent,
    boolean waitForAll) {

  /** The values of the standards. */
  public static final ObdOptions DEFAULTS =
      new ObdOptions(
          Duration.ofMillis(50),
          Duration.ofSeconds(5),
          List.of(IdFormat.BITS_11, IdFormat.BITS_29),
          500_000,
          Duration.ZERO,
          false);

  /** The names of the options that {@link #of} reads. */
  public static final Set<String> NAMES =
      Set.of("p2", "p2star", "ids", "bitrate", "testerpresent", "waitforall");

  /** The text for {@link io.obdio.core.transport.TransportProvider#usage}. */
  public static final String USAGE =
      "p2=50&p2star=5000 (ms), ids=auto|11|29, bitrate=500000, testerpresent=2000 (ms),"
          + " waitforall";

  private static final int HOUR = 3_600_000;

  /** The format of CAN identifiers. */
  public enum IdFormat {
    /** 7DF and 7E0..7E7. */
    BITS_11(EcuAddress.Kind.CAN_11),
    /** 18DB33F1 and 18DAxxF1. */
    BITS_29(EcuAddress.Kind.CAN_29);

    private final EcuAddress.Kind kind;

    IdFormat(EcuAddress.Kind kind) {
      this.kind = kind;
    }

    /** Returns the kind of addresses with such identifiers. */
    public EcuAddress.Kind kind() {
      return kind;
    }

    /** Returns the format of a kind of CAN addresses. */
    static IdFormat of(EcuAddress.Kind kind) {
      return kind == EcuAddress.Kind.CAN_29 ? BITS_29 : BITS_11;
    }
  }

  /** Copies the list. */
  public ObdOptions {
    ids = List.copyOf(ids);
  }

  /**
   * Reads the options of a URI.
   *
   * @param defaults the values of options that the URI does not contain
   * @throws TransportException.BadUri if a value is invalid
   */
  public static ObdOptions of(TransportUri uri, ObdOptions defaults)
      throws TransportException.BadUri {
    return new ObdOptions(
        millis(uri, "p2", defaults.p2, 1),
        millis(uri, "p2star", defaults.p2Star, 1),
        ids(uri, defaults.ids),
        uri.intOption("bitrate", defaults.bitRate, 1, 10_000_000),
        millis(uri, "testerpresent", defaults.testerPresent, 0),
        uri.options().containsKey("waitforall")
            ? !"false".equals(uri.option("waitforall", ""))
            : defaults.waitForAll);
  }

  private static Duration millis(TransportUri uri, String key, Duration otherwise, int min)
      throws TransportException.BadUri {
    return Duration.ofMillis(uri.intOption(key, (int) otherwise.toMillis(), min, HOUR));
  }

  private static List<IdFormat> ids(TransportUri uri, List<IdFormat> otherwise)
      throws TransportException.BadUri {
    @Nullable String value = uri.option("ids", null);
    if (value == null) {
      return otherwise;
    }
    return switch (value) {
      case "auto" -> List.of(IdFormat.BITS_11, IdFormat.BITS_29);
      case "11" -> List.of(IdFormat.BITS_11);
      case "29" -> List.of(IdFormat.BITS_29);
      default ->
          throw new TransportException.BadUri(
              "'" + uri + "': ids=" + value + " is not one of auto, 11, 29");
    };
  }
}
