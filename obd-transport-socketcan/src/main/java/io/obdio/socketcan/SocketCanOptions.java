package io.obdio.socketcan;

import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.isotp.transport.IsoTpUriOptions;
import io.obdio.isotp.transport.ObdOptions;
import java.util.HashSet;
import java.util.Set;

/** The options of a URI that only the driver for SocketCAN has. */
final class SocketCanOptions {

  private SocketCanOptions() {}

  /** Returns the names of all options of a scheme of this driver. */
  static Set<String> names(String scheme) {
    Set<String> names = new HashSet<>(IsoTpUriOptions.NAMES);
    names.addAll(ObdOptions.NAMES);
    if (scheme.equals("socketcan")) {
      names.add("isotp");
    }
    return names;
  }

  static IsoTpImplementation implementation(TransportUri uri) throws TransportException.BadUri {
    if (uri.scheme().equals("isotp")) {
      return IsoTpImplementation.KERNEL;
    }
    String value = uri.options().getOrDefault("isotp", "own");
    return switch (value) {
      case "own" -> IsoTpImplementation.OWN;
      case "kernel" -> IsoTpImplementation.KERNEL;
      case "auto" -> IsoTpImplementation.AUTO;
      default ->
          throw new TransportException.BadUri(
              "'" + uri + "': isotp=" + value + " is not one of own, kernel, auto");
    };
  }
}
