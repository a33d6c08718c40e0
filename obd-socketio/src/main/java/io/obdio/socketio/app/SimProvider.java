package io.obdio.socketio.app;

import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportProvider;
import io.obdio.core.transport.TransportUri;
import io.obdio.elm327.Elm327Options;
import io.obdio.elm327.Elm327Transport;
import io.obdio.elm327.link.LinkUnavailableException;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.port.ElmPort;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * {@code sim:}, the simulated car behind an emulated adapter, in this process. It stands here and
 * not with the simulator because it needs the ELM327 driver, which that must not know.
 */
public final class SimProvider implements TransportProvider {

  private static final Set<String> OPTIONS =
      Set.of("seed", "cycle", "ecus", "identity", "protocol", "timing", "scenario");

  /** For ServiceLoader. */
  public SimProvider() {}

  @Override
  public Set<String> schemes() {
    return Set.of("sim");
  }

  @Override
  public String usage() {
    return "sim:[?seed=1][&cycle=mixed][&ecus=engine,transmission,abs][&identity=2.3][&protocol=6]"
        + "[&timing=instant][&scenario=FILE]";
  }

  @Override
  public DiagnosticTransport create(TransportUri uri) throws TransportException.BadUri {
    uri.requireKnownOptions(OPTIONS);
    if (!uri.target().isEmpty()) {
      throw new TransportException.BadUri(
          "'" + uri + "': nothing stands between sim: and its options");
    }
    try {
      SimCar car =
          SimCar.of(
              uri.intOption("seed", 1, 0, Integer.MAX_VALUE),
              SimSettings.orElse(uri.option("cycle", null), "mixed"),
              List.of(SimSettings.orElse(uri.option("ecus", null), SimCar.ECUS).split(",")),
              uri.option("scenario", null));
      Elm327 adapter =
          new Elm327(
              SimSettings.config(
                  SimSettings.orElse(uri.option("identity", null), "2.3"),
                  SimSettings.orElse(uri.option("protocol", null), "6"),
                  SimSettings.orElse(uri.option("timing", null), "instant")),
              SimSettings.atConnector(car.vehicle()),
              car.faults());
      return new Elm327Transport(
          millis -> {
            try {
              return new SimLink(ElmPort.realTime(adapter));
            } catch (IOException e) {
              throw new LinkUnavailableException("sim: " + e.getMessage(), e);
            }
          },
          Elm327Options.DEFAULTS);
    } catch (UserError e) {
      throw new TransportException.BadUri("'" + uri + "': " + e.getMessage());
    }
  }
}
