package io.obdio.core.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** Finds the driver for a URI among those on the class path. */
public final class Transports {

  private Transports() {}

  /**
   * Makes the transport that {@code uri} names, without opening it.
   *
   * @throws TransportException.BadUri if the URI is wrong or no driver on the class path knows its
   *     scheme
   */
  public static DiagnosticTransport create(String uri) throws TransportException.BadUri {
    return create(TransportUri.parse(uri));
  }

  /**
   * The same for a parsed URI.
   *
   * @throws TransportException.BadUri as above
   */
  public static DiagnosticTransport create(TransportUri uri) throws TransportException.BadUri {
    TreeSet<String> known = new TreeSet<>();
    for (TransportProvider provider : providers()) {
      if (provider.schemes().contains(uri.scheme())) {
        return provider.create(uri);
      }
      known.addAll(provider.schemes());
    }
    throw new TransportException.BadUri(
        "unknown transport '"
            + uri.scheme()
            + ":'; "
            + (known.isEmpty()
                ? "no driver is on the class path"
                : "known are " + String.join(":, ", known) + ":"));
  }

  /** All drivers on the class path. */
  public static List<TransportProvider> providers() {
    List<TransportProvider> providers = new ArrayList<>();
    ServiceLoader.load(TransportProvider.class).forEach(providers::add);
    return providers;
  }
}
