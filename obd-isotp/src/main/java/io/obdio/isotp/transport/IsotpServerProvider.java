package io.obdio.isotp.transport;

import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportProvider;
import io.obdio.core.transport.TransportResource;
import io.obdio.core.transport.TransportUri;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.transport.ObdOptions.IdFormat;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The provider of {@code isotpserver:HOST:PORT}: one ECU through can-utils' isotpserver. */
public final class IsotpServerProvider implements TransportProvider {

  /** P2 of the ECU and the latency of two programs and a network. */
  private static final Duration P2 = Duration.ofMillis(250);

  /** Creates a provider; called by {@link java.util.ServiceLoader}. */
  public IsotpServerProvider() {}

  @Override
  public Set<String> schemes() {
    return Set.of("isotpserver");
  }

  @Override
  public String usage() {
    return "isotpserver:HOST:PORT?tx=7E0&rx=7E8 (as isotpserver's -s and -d; 29 bit ids have 8"
        + " digits), "
        + ObdOptions.USAGE.replace("p2=50", "p2=" + P2.toMillis());
  }

  @Override
  public DiagnosticTransport create(TransportUri uri) throws TransportException.BadUri {
    Set<String> known = new HashSet<>(ObdOptions.NAMES);
    known.remove("ids");
    known.addAll(Set.of("tx", "rx"));
    uri.requireKnownOptions(known);
    TransportResource.RemoteHost server = server(uri);
    return create(uri, server.host(), server.port());
  }

  @Override
  public List<TransportResource> resources(TransportUri uri) throws TransportException.BadUri {
    return List.of(server(uri));
  }

  private static TransportResource.RemoteHost server(TransportUri uri)
      throws TransportException.BadUri {
    String target = uri.target().startsWith("//") ? uri.target().substring(2) : uri.target();
    int colon = target.lastIndexOf(':');
    if (colon <= 0) {
      throw new TransportException.BadUri("'" + uri + "': write isotpserver:HOST:PORT");
    }
    String host = target.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return new TransportResource.RemoteHost(host, port(uri, target.substring(colon + 1)));
  }

  private static DiagnosticTransport create(TransportUri uri, String host, int port)
      throws TransportException.BadUri {
    CanId given = id(uri, "tx", null);
    CanId tx = given == null ? CanId.base(0x7E0) : given;
    CanId rx = id(uri, "rx", ObdIds.responseOf(tx));
    if (rx == null) {
      throw new TransportException.BadUri(
          "'" + uri + "': rx is missing, the identifier of the responses to " + tx);
    }
    ObdOptions defaults = ObdOptions.DEFAULTS;
    ObdOptions options =
        ObdOptions.of(
            uri,
            new ObdOptions(
                P2,
                defaults.p2Star(),
                List.of(tx.extended() ? IdFormat.BITS_29 : IdFormat.BITS_11),
                defaults.bitRate(),
                defaults.testerPresent(),
                defaults.waitForAll()));
    IsoTpAddress address = IsoTpAddress.normal(tx, rx);
    return new IsoTpTransport(
        (listener, timeout) -> IsotpServerLink.connect(host, port, address, listener, timeout),
        options);
  }

  private static int port(TransportUri uri, String text) throws TransportException.BadUri {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= 0xFFFF) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number out of range.
    }
    throw new TransportException.BadUri(
        "'" + uri + "': '" + text + "' is not a port from 1 to 65535");
  }

  private static @Nullable CanId id(TransportUri uri, String key, @Nullable CanId otherwise)
      throws TransportException.BadUri {
    String text = uri.option(key, null);
    if (text == null) {
      return otherwise;
    }
    try {
      return CanId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TransportException.BadUri("'" + uri + "': " + key + ": " + e.getMessage());
    }
  }
}
