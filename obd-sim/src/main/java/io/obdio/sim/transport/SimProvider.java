package io.obdio.sim.transport;

import io.obdio.core.transport.AdapterTransportProvider;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportProvider;
import io.obdio.core.transport.TransportResource;
import io.obdio.core.transport.TransportUri;
import io.obdio.core.transport.Transports;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.transport.IsoTpTransport;
import io.obdio.isotp.transport.ObdOptions;
import io.obdio.isotp.transport.ObdOptions.IdFormat;
import io.obdio.sim.BusProtocol;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.port.ElmPort;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code sim:}, a simulated vehicle in the same process.
 *
 * <p>By default the transport is the ELM327 driver with an emulated adapter. Without the driver on
 * the class path, or with {@code link=can}, it is ISO-TP on a virtual CAN bus.
 */
public final class SimProvider implements TransportProvider {

  private static final TransportUri DRIVER = new TransportUri("elm327", "", Map.of());

  /** Options that describe the adapter. */
  private static final Set<String> ADAPTER_OPTIONS = Set.of("identity", "timing");

  private final Supplier<Optional<AdapterTransportProvider>> driver;

  /** Creates the provider; called by {@link java.util.ServiceLoader}. */
  public SimProvider() {
    this(SimProvider::findDriver);
  }

  /** Creates a provider with another ELM327 driver, or without one. */
  SimProvider(Supplier<Optional<AdapterTransportProvider>> driver) {
    this.driver = driver;
  }

  @Override
  public Set<String> schemes() {
    return Set.of("sim");
  }

  @Override
  public String usage() {
    return "sim:[?seed=1][&cycle=mixed][&ecus=engine,transmission,abs][&identity=2.3][&protocol=6]"
        + "[&timing=instant][&link=elm327|can][&scenario=FILE]";
  }

  @Override
  public DiagnosticTransport create(TransportUri uri) throws TransportException.BadUri {
    Set<String> known = new HashSet<>(SimOptions.NAMES);
    known.add("link");
    uri.requireKnownOptions(known);
    if (!uri.target().isEmpty()) {
      throw new TransportException.BadUri("'" + uri + "': write sim: and then the options");
    }
    Optional<AdapterTransportProvider> found = driver.get();
    String link = String.valueOf(uri.option("link", found.isPresent() ? "elm327" : "can"));
    try {
      SimOptions options = SimOptions.of(uri.options());
      return switch (link) {
        case "elm327" -> onAdapter(found, options);
        case "can" -> onCan(uri, options);
        default ->
            throw new IllegalArgumentException("link=" + link + " is neither elm327 nor can");
      };
    } catch (IllegalArgumentException e) {
      throw new TransportException.BadUri("'" + uri + "': " + e.getMessage());
    }
  }

  @Override
  public List<TransportResource> resources(TransportUri uri) throws TransportException.BadUri {
    String scenario = uri.option("scenario", null);
    if (scenario == null) {
      return List.of();
    }
    try {
      return List.of(new TransportResource.ReadFile(Path.of(scenario)));
    } catch (InvalidPathException e) {
      throw new TransportException.BadUri("'" + uri + "': invalid file name: " + e.getReason());
    }
  }

  private static Optional<AdapterTransportProvider> findDriver() {
    return Transports.providers().stream()
        .filter(provider -> provider.schemes().contains(DRIVER.scheme()))
        .filter(AdapterTransportProvider.class::isInstance)
        .map(AdapterTransportProvider.class::cast)
        .findFirst();
  }

  private static DiagnosticTransport onAdapter(
      Optional<AdapterTransportProvider> driver, SimOptions options)
      throws TransportException.BadUri {
    if (driver.isEmpty()) {
      throw new IllegalArgumentException(
          "link=elm327 needs the driver: add obd-transport-elm327 to the class path");
    }
    Simulation simulation = options.start();
    Elm327 adapter =
        new Elm327(
            options.adapter(), DiagnosticConnector.of(simulation.vehicle()), simulation.faults());
    return new SimTransport(
        driver.get().create(DRIVER, timeout -> ElmPort.realTime(adapter)),
        simulation.controls(),
        () -> {});
  }

  private static DiagnosticTransport onCan(TransportUri uri, SimOptions options) {
    BusProtocol protocol = options.adapter().protocol();
    if (!protocol.isObdOnCan()) {
      throw new IllegalArgumentException(
          "protocol "
              + protocol.key()
              + " needs link=elm327, and obd-transport-elm327 on the class path");
    }
    for (String option : ADAPTER_OPTIONS) {
      if (uri.options().containsKey(option)) {
        throw new IllegalArgumentException(
            option + " needs link=elm327, and obd-transport-elm327 on the class path");
      }
    }
    Simulation simulation = options.start();
    VehicleOnVirtualBus bus = new VehicleOnVirtualBus(simulation.vehicle());
    ObdOptions defaults = ObdOptions.DEFAULTS;
    return new SimTransport(
        IsoTpTransport.onBus(
            bus::open,
            IsoTpOptions.builder().build(),
            new ObdOptions(
                defaults.p2(),
                defaults.p2Star(),
                List.of(protocol.extended() ? IdFormat.BITS_29 : IdFormat.BITS_11),
                protocol.bitRate(),
                defaults.testerPresent(),
                defaults.waitForAll())),
        simulation.controlsWithoutAdapter(),
        bus::close);
  }
}
