package io.obdio.socketcan;

import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportProvider;
import io.obdio.core.transport.TransportResource;
import io.obdio.core.transport.TransportUri;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.network.IsoTpNetwork;
import io.obdio.isotp.transport.CanBusLink;
import io.obdio.isotp.transport.IsoTpTransport;
import io.obdio.isotp.transport.IsoTpUriOptions;
import io.obdio.isotp.transport.ObdLink;
import io.obdio.isotp.transport.ObdOptions;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The provider of {@code socketcan:can0}, which uses the ISO-TP engine of this library, and {@code
 * isotp:can0}, which uses the kernel's. {@code socketcan:can0?isotp=auto} uses the kernel's where
 * it is available; the log and the protocol's name show which one it is.
 */
public final class SocketCanProvider implements TransportProvider {

  private static final Logger LOG = LoggerFactory.getLogger(SocketCanProvider.class);

  /** Creates a provider; called by {@link java.util.ServiceLoader}. */
  public SocketCanProvider() {}

  @Override
  public Set<String> schemes() {
    return Set.of("socketcan", "isotp");
  }

  @Override
  public String usage() {
    return "socketcan:can0 (OBDio's ISO-TP) or isotp:can0 (the kernel's); ?isotp=own|kernel|auto, "
        + IsoTpUriOptions.USAGE
        + ", "
        + ObdOptions.USAGE;
  }

  @Override
  public DiagnosticTransport create(TransportUri uri) throws TransportException.BadUri {
    uri.requireKnownOptions(SocketCanOptions.names(uri.scheme()));
    String name = uri.target();
    if (!name.matches("[^/\\s]{1,15}")) {
      throw new TransportException.BadUri(
          "'" + uri + "': write " + uri + "can0, with the name of an interface from ip link");
    }
    IsoTpImplementation implementation = SocketCanOptions.implementation(uri);
    IsoTpOptions isoTp = IsoTpUriOptions.read(uri);
    return new IsoTpTransport(
        (listener, timeout) -> open(name, implementation, isoTp, listener),
        ObdOptions.of(uri, ObdOptions.DEFAULTS));
  }

  @Override
  public List<TransportResource> resources(TransportUri uri) {
    return List.of(new TransportResource.LocalDevice(uri.target()));
  }

  private static ObdLink open(
      String name,
      IsoTpImplementation implementation,
      IsoTpOptions options,
      ObdLink.Listener listener)
      throws TransportException.Unavailable {
    String note = "";
    if (implementation != IsoTpImplementation.OWN) {
      try {
        ObdLink link = KernelLink.open(name, options, listener);
        LOG.info("{}: ISO-TP of the kernel", name);
        return link;
      } catch (IOException e) {
        if (implementation == IsoTpImplementation.KERNEL) {
          throw unavailable(e);
        }
        // If the interface is missing, opening it below reports that.
        IsoTpImplementation.logFallback(name, e);
        note = "own ISO-TP, not the kernel's";
      }
    }
    try {
      CanBus bus = listener.traced(SocketCanBus.open(name));
      return new CanBusLink(bus, note, IsoTpNetwork.builder(bus).options(options), listener);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private static TransportException.Unavailable unavailable(IOException e) {
    return new TransportException.Unavailable(
        SocketErrors.reason(e), String.valueOf(e.getMessage()), e);
  }
}
