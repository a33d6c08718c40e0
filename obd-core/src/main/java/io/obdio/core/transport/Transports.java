package io.obdio.core.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** The drivers on the class path or module path, selected by URI. */
public final class Transports {

  private Transports() {}

  /**
   * Creates the transport of {@code uri}, without opening it.
   *
   * @throws TransportException.BadUri if the URI is invalid or no driver supports its scheme
   */
  public static DiagnosticTransport create(String uri) throws TransportException.BadUri {
    return create(TransportUri.parse(uri));
  }

  /**
   * Creates the transport of {@code uri}, without opening it.
   *
   * @throws TransportException.BadUri if the URI is invalid or no driver supports its scheme
   */
  public static DiagnosticTransport create(TransportUri uri) throws TransportException.BadUri {
    return provider(uri).create(uri);
  }

  /**
   * Returns the files, hosts and devices that the transport of {@code uri} opens.
   *
   * @throws TransportException.BadUri if the URI is invalid or no driver supports its scheme
   */
  public static List<TransportResource> resources(TransportUri uri)
      throws TransportException.BadUri {
    return provider(uri).resources(uri);
  }

  private static TransportProvider provider(TransportUri uri) throws TransportException.BadUri {
    TreeSet<String> known = new TreeSet<>();
    for (TransportProvider provider : providers()) {
      if (provider.schemes().contains(uri.scheme())) {
        return provider;
      }
      known.addAll(provider.schemes());
    }
    throw new TransportException.BadUri(
        "unknown transport '"
            + uri.scheme()
            + ":'; "
            + (known.isEmpty()
                ? "there is no driver on the class path"
                : "known ones are " + String.join(":, ", known) + ":"));
  }

  /** Returns all drivers. */
  public static List<TransportProvider> providers() {
    List<TransportProvider> providers = new ArrayList<>();
    ServiceLoader.load(TransportProvider.class).forEach(providers::add);
    return providers;
  }
}
