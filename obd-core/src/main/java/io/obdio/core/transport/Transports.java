package io.obdio.core.transport;

import io.obdio.core.util.Services;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/**
 * The drivers on the class path or module path, selected by URI. A driver that cannot be loaded
 * does not affect the others.
 */
public final class Transports {

  private Transports() {}

  /**
   * Creates the transport of {@code uri}, without opening it.
   *
   * @throws TransportException.BadUri if the URI is invalid or no driver supports its scheme; the
   *     message names the artifact of a driver that is missing
   */
  public static DiagnosticTransport create(String uri) throws TransportException.BadUri {
    return create(TransportUri.parse(uri));
  }

  /**
   * Creates the transport of {@code uri}, without opening it.
   *
   * @throws TransportException.BadUri if the URI is invalid or no driver supports its scheme; the
   *     message names the artifact of a driver that is missing
   */
  public static DiagnosticTransport create(TransportUri uri) throws TransportException.BadUri {
    TransportProvider provider = provider(uri);
    try {
      return provider.create(uri);
    } catch (LinkageError e) {
      throw new TransportException.BadUri(
          "'"
              + uri
              + "': a library of the driver is missing or has another version: "
              + Services.reason(e));
    }
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
    Services<TransportProvider> drivers = load();
    Set<String> known = new TreeSet<>();
    for (TransportProvider provider : drivers.providers()) {
      if (provider.schemes().contains(uri.scheme())) {
        return provider;
      }
      known.addAll(provider.schemes());
    }
    throw new TransportException.BadUri(unknown(uri.scheme(), known, drivers.failures()));
  }

  /** Returns all drivers that can be loaded. */
  public static List<TransportProvider> providers() {
    return load().providers();
  }

  private static Services<TransportProvider> load() {
    return Services.load(ServiceLoader.load(TransportProvider.class));
  }

  private static String unknown(String scheme, Set<String> known, List<String> failures) {
    StringBuilder message = new StringBuilder("unknown transport '").append(scheme).append(":'; ");
    DriverArtifact.of(scheme)
        .ifPresent(
            artifact ->
                message
                    .append("add the artifact ")
                    .append(artifact)
                    .append(" to the class path or module path; "));
    message.append(
        known.isEmpty()
            ? "there is no driver on the class path"
            : "known ones are " + String.join(":, ", known) + ":");
    if (!failures.isEmpty()) {
      message.append("; drivers that could not be loaded: ").append(String.join("; ", failures));
    }
    return message.toString();
  }
}
