package io.obdio.isotp.transport;

import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.isotp.engine.IsoTpOptions;
import java.util.Set;

/** The options of a transport's URI for ISO-TP on a CAN bus. */
public final class IsoTpUriOptions {

  /** The text for {@link io.obdio.core.transport.TransportProvider#usage}. */
  public static final String USAGE =
      "padding=CC|off, bs=0, stmin=0 (us), waits=0, txdl=8 (above 8: FD frames)";

  /** The names of the options that {@link #read} reads. */
  public static final Set<String> NAMES = Set.of("padding", "bs", "stmin", "waits", "txdl");

  /** ISO 15765-4 clause 8.2: a tester sends BS 0 and STmin 0, and pads its frames. */
  private static final IsoTpOptions DEFAULTS = IsoTpOptions.builder().blockSize(0).build();

  private IsoTpUriOptions() {}

  /**
   * Reads the options of a URI.
   *
   * @throws TransportException.BadUri if a value is invalid
   */
  public static IsoTpOptions read(TransportUri uri) throws TransportException.BadUri {
    IsoTpOptions.Builder options =
        DEFAULTS.toBuilder()
            .blockSize(uri.intOption("bs", 0, 0, 255))
            .stMinMicros(uri.intOption("stmin", 0, 0, 127_000))
            .waitsSent(uri.intOption("waits", 0, 0, 255));
    padding(uri, options);
    int length = uri.intOption("txdl", 8, 8, 64);
    try {
      return length > 8 ? options.fd(length).build() : options.build();
    } catch (IllegalArgumentException e) {
      throw new TransportException.BadUri("'" + uri + "': " + e.getMessage());
    }
  }

  private static void padding(TransportUri uri, IsoTpOptions.Builder options)
      throws TransportException.BadUri {
    String value = uri.options().get("padding");
    if (value == null) {
      return;
    }
    if (value.equals("off")) {
      options.noPadding();
    } else if (value.matches("[0-9A-Fa-f]{2}")) {
      options.padding(Integer.parseInt(value, 16));
    } else {
      throw new TransportException.BadUri(
          "'" + uri + "': padding=" + value + " is neither two hex digits nor off");
    }
  }
}
