package io.obdio.socketcan;

import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportProvider;
import io.obdio.core.transport.TransportUri;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.transport.CanBusLink;
import io.obdio.isotp.transport.IsoTpTransport;
import io.obdio.isotp.transport.ObdLink;
import io.obdio.isotp.transport.ObdOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The provider of {@code socketcan:can0} (ISO-TP of obd-isotp) and {@code isotp:can0} (ISO-TP of
 * the kernel). {@code socketcan:can0?isotp=auto} uses the kernel's if it is available; the log and
 * the protocol's name then show which is used.
 */
public final class SocketCanProvider implements TransportProvider {

  private static final Logger LOG = LoggerFactory.getLogger(SocketCanProvider.class);

  /** The implementation of ISO-TP. */
  enum Engine {
    OWN,
    KERNEL,
    AUTO
  }

  /** Creates the provider; called by {@link java.util.ServiceLoader}. */
  public SocketCanProvider() {}

  @Override
  public Set<String> schemes() {
    return Set.of("socketcan", "isotp");
  }

  @Override
  public String usage() {
    return "socketcan:can0 (own ISO-TP) or isotp:can0 (the kernel's); ?isotp=own|kernel|auto, "
        + IsoTpUriOptions.USAGE
        + ", "
        + ObdOptions.USAGE;
  }

  @Override
  public DiagnosticTransport create(TransportUri uri) throws TransportException.BadUri {
    uri.requireKnownOptions(IsoTpUriOptions.names(uri.scheme().equals("socketcan")));
    String name = uri.target();
    if (!name.matches("[^/\\s]{1,15}")) {
      throw new TransportException.BadUri(
          "'" + uri + "': write " + uri + "can0, naming an interface as ip link shows it");
    }
    Engine engine = uri.scheme().equals("isotp") ? Engine.KERNEL : IsoTpUriOptions.engine(uri);
    IsoTpOptions isoTp = IsoTpUriOptions.read(uri);
    return new IsoTpTransport(
        (listener, timeout) -> open(name, engine, isoTp, listener),
        ObdOptions.of(uri, ObdOptions.DEFAULTS));
  }

  private static ObdLink open(
      String name, Engine engine, IsoTpOptions options, ObdLink.Listener listener)
      throws TransportException.Unavailable {
    String note = "";
    if (engine != Engine.OWN) {
      try {
        ObdLink link = KernelLink.open(name, options, listener);
        LOG.info("{}: ISO-TP of the kernel", name);
        return link;
      } catch (IOException e) {
        if (engine == Engine.KERNEL) {
          throw unavailable(e);
        }
        // If the interface is missing, opening it below reports that.
        LOG.warn(
            "{}: using the ISO-TP of OBDio, the kernel's is not available: {}",
            name,
            e.getMessage());
        note = "own ISO-TP, not the kernel's";
      }
    }
    try {
      SocketCanBus bus = SocketCanBus.open(name);
      return new Noted(new CanBusLink(bus, options, listener), note);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private static TransportException.Unavailable unavailable(IOException e) {
    return new TransportException.Unavailable(String.valueOf(e.getMessage()), e);
  }

  /** A link with a note that is appended to the protocol's name. */
  private record Noted(ObdLink link, String note) implements ObdLink {

    @Override
    public String portName() {
      return link.portName();
    }

    @Override
    public boolean reaches(IsoTpAddress address) {
      return link.reaches(address);
    }

    @Override
    public void send(IsoTpAddress address, byte[] message, Duration timeout)
        throws IOException, InterruptedException {
      link.send(address, message, timeout);
    }

    @Override
    public void close() {
      link.close();
    }
  }
}
