package io.obdio.isotp.can;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * A provider of CAN buses. Found through {@link ServiceLoader}, so a driver is available as soon as
 * its module is on the module path or class path.
 */
public interface CanBusProvider {

  /** Returns the scheme of the buses, such as {@code socketcan}. */
  String scheme();

  /**
   * Opens a bus.
   *
   * @param name such as {@code can0}
   * @throws IOException if it cannot be opened; the message names the command to run
   */
  CanBus open(String name) throws IOException;

  /**
   * Opens a bus by its URI, such as {@code socketcan:can0} or {@code slcan:/dev/ttyACM0}. A name
   * without a scheme is that of a SocketCAN interface.
   *
   * @throws IOException if no provider has that scheme, or the bus cannot be opened
   */
  static CanBus openUri(String uri) throws IOException {
    int colon = uri.indexOf(':');
    String scheme = colon < 0 ? "socketcan" : uri.substring(0, colon);
    return open(scheme, uri.substring(colon + 1));
  }

  /**
   * Opens a bus of the provider with the given scheme.
   *
   * @param scheme such as {@code socketcan}
   * @param name such as {@code can0}
   * @throws IOException if no provider has that scheme, or the bus cannot be opened
   */
  static CanBus open(String scheme, String name) throws IOException {
    List<String> failures = new ArrayList<>();
    Iterator<CanBusProvider> providers = ServiceLoader.load(CanBusProvider.class).iterator();
    // Loaded one by one, so that a driver whose library is missing does not affect the others. The
    // bound ends the search where the loader fails at one place repeatedly.
    while (failures.size() < 100) {
      CanBusProvider provider;
      try {
        if (!providers.hasNext()) {
          break;
        }
        provider = providers.next();
      } catch (ServiceConfigurationError | LinkageError e) {
        failures.add(e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause()));
        continue;
      }
      if (provider.scheme().equals(scheme)) {
        return provider.open(name);
      }
    }
    String broken =
        failures.isEmpty()
            ? ""
            : "; drivers that could not be loaded: " + String.join("; ", failures);
    throw new IOException(
        "there is no driver for '"
            + scheme
            + ":': add its artifact, such as io.obdio:obd-transport-socketcan for socketcan:"
            + broken);
  }
}
