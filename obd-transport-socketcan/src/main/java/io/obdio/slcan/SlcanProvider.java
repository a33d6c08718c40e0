package io.obdio.slcan;

import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportProvider;
import io.obdio.core.transport.TransportResource;
import io.obdio.core.transport.TransportUri;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.transport.IsoTpTransport;
import io.obdio.isotp.transport.IsoTpUriOptions;
import io.obdio.isotp.transport.ObdOptions;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The provider of {@code slcan:/dev/ttyACM0}: ISO-TP of this library on an adapter's CAN bus. */
public final class SlcanProvider implements TransportProvider {

  /** Creates a provider; called by {@link java.util.ServiceLoader}. */
  public SlcanProvider() {}

  @Override
  public Set<String> schemes() {
    return Set.of("slcan");
  }

  @Override
  public String usage() {
    return SlcanOptions.USAGE
        + "; "
        + IsoTpUriOptions.USAGE
        + ", "
        + ObdOptions.USAGE.replace("bitrate=500000, ", "");
  }

  @Override
  public DiagnosticTransport create(TransportUri uri) throws TransportException.BadUri {
    Set<String> names = new HashSet<>(SlcanOptions.NAMES);
    names.addAll(IsoTpUriOptions.NAMES);
    names.addAll(ObdOptions.NAMES);
    uri.requireKnownOptions(names);
    SlcanOptions adapter = SlcanOptions.of(uri);
    if (adapter.listenOnly()) {
      throw new TransportException.BadUri("'" + uri + "': requests cannot be sent with listenonly");
    }
    IsoTpOptions isoTp = IsoTpUriOptions.read(uri);
    if (isoTp.fd() && adapter.dataBitRate() == 0) {
      throw new TransportException.BadUri("'" + uri + "': txdl above 8 needs databitrate");
    }
    return IsoTpTransport.onBus(
        () -> open(adapter), isoTp, ObdOptions.of(uri, ObdOptions.DEFAULTS));
  }

  @Override
  public List<TransportResource> resources(TransportUri uri) {
    return List.of(new TransportResource.LocalDevice(uri.target()));
  }

  private static CanBus open(SlcanOptions adapter) throws TransportException.Unavailable {
    try {
      return SlcanBus.open(adapter);
    } catch (IOException e) {
      throw new TransportException.Unavailable(
          SlcanUnavailableException.reason(e), String.valueOf(e.getMessage()), e);
    }
  }
}
