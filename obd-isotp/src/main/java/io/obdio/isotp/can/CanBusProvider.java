package io.obdio.isotp.can;

import io.obdio.core.util.Services;
import java.io.IOException;
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
    Services<CanBusProvider> drivers = Services.load(ServiceLoader.load(CanBusProvider.class));
    for (CanBusProvider provider : drivers.providers()) {
      if (provider.scheme().equals(scheme)) {
        return provider.open(name);
      }
    }
    String broken =
        drivers.failures().isEmpty()
            ? ""
            : "; drivers that could not be loaded: " + String.join("; ", drivers.failures());
    throw new IOException(
        "there is no driver for '"
            + scheme
            + ":': add its artifact, such as io.obdio:obd-transport-socketcan for socketcan:"
            + broken);
  }
}
