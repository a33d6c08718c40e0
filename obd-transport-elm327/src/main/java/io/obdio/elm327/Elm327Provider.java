package io.obdio.elm327;

import io.obdio.core.transport.AdapterPort;
import io.obdio.core.transport.AdapterTransportProvider;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportResource;
import io.obdio.core.transport.TransportUri;
import io.obdio.elm327.link.AdapterPortLink;
import io.obdio.elm327.link.JSerialCommPorts;
import io.obdio.elm327.link.LinkSource;
import io.obdio.elm327.link.SerialPorts;
import io.obdio.elm327.link.TcpLink;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The provider of transports for {@code elm327:} URIs. */
public final class Elm327Provider implements AdapterTransportProvider {

  /** The TCP port of most Wi-Fi adapters. */
  public static final int DEFAULT_PORT = 35_000;

  private static final int MAX_CONNECT_MILLIS = 60_000;

  /** The beginning of an address on a network. */
  private static final String NETWORK = "//";

  private static final Pattern HOST_PORT =
      Pattern.compile("//(\\[[0-9A-Fa-f:.%a-z]+]|[^\\[\\]:/]+)(?::(\\d{1,5}))?/?");

  /** Created when it is needed: without jSerialComm, adapters on the network still work. */
  private final Supplier<SerialPorts> ports;

  /** Creates the provider for the service loader, with the serial ports of this machine. */
  public Elm327Provider() {
    this.ports = JSerialCommPorts::new;
  }

  /** Creates a provider with other serial ports. */
  public Elm327Provider(SerialPorts ports) {
    this.ports = () -> ports;
  }

  @Override
  public Set<String> schemes() {
    return Set.of("elm327");
  }

  @Override
  public String usage() {
    return "elm327: (searches all serial ports), elm327:/dev/ttyUSB0, elm327://host:35000"
        + "  options: baud=38400 speed=115200 protocol=auto|each|1..9|A|B|C voltage=on|off"
        + " watchdog=MILLISECONDS";
  }

  @Override
  public DiagnosticTransport create(TransportUri uri) throws TransportException.BadUri {
    Elm327Options options = Elm327Options.of(uri);
    return new Elm327Transport(source(uri, options), options);
  }

  @Override
  public DiagnosticTransport create(TransportUri uri, AdapterPort.Opener ports)
      throws TransportException.BadUri {
    Elm327Options options = Elm327Options.of(uri);
    if (!uri.target().isEmpty() || options.baud() > 0 || options.speed() > 0) {
      throw new TransportException.BadUri(
          "'" + uri + "': a connection that the program opens has neither an address nor a speed");
    }
    return new Elm327Transport(AdapterPortLink.source(ports), options);
  }

  /**
   * Returns the source of the links to the adapter of a URI, without opening one: for programs that
   * talk to the adapter themselves.
   *
   * @throws TransportException.BadUri if the URI is not valid
   */
  public LinkSource links(TransportUri uri) throws TransportException.BadUri {
    return source(uri, Elm327Options.of(uri));
  }

  private LinkSource source(TransportUri uri, Elm327Options options)
      throws TransportException.BadUri {
    if (!uri.target().startsWith(NETWORK)) {
      return new SerialSource(serialPorts(uri), uri.target(), options.baud(), options.speed());
    }
    TransportResource.RemoteHost adapter = adapter(uri);
    if (options.baud() > 0 || options.speed() > 0) {
      throw new TransportException.BadUri(
          "'" + uri + "': baud and speed apply to serial ports, not to the network");
    }
    return millis ->
        TcpLink.connect(adapter.host(), adapter.port(), (int) Math.min(millis, MAX_CONNECT_MILLIS));
  }

  @Override
  public List<TransportResource> resources(TransportUri uri) throws TransportException.BadUri {
    return List.of(
        uri.target().startsWith(NETWORK)
            ? adapter(uri)
            : new TransportResource.LocalDevice(uri.target()));
  }

  private static TransportResource.RemoteHost adapter(TransportUri uri)
      throws TransportException.BadUri {
    String target = uri.target();
    Matcher matcher = HOST_PORT.matcher(target);
    if (!matcher.matches()) {
      throw new TransportException.BadUri(
          "'" + uri + "': " + target + " is not an address: write elm327://host:port");
    }
    String host = matcher.group(1).replaceAll("[\\[\\]]", "");
    String digits = matcher.group(2);
    int port = digits == null ? DEFAULT_PORT : Integer.parseInt(digits);
    if (port < 1 || port > 65_535) {
      throw new TransportException.BadUri(
          "'" + uri + "': port " + port + " is not within 1 to 65535");
    }
    return new TransportResource.RemoteHost(host, port);
  }

  private SerialPorts serialPorts(TransportUri uri) throws TransportException.BadUri {
    try {
      return ports.get();
    } catch (NoClassDefFoundError e) {
      throw new TransportException.BadUri(
          "'"
              + uri
              + "': serial ports need the artifact com.fazecast:jSerialComm on the class path or"
              + " module path");
    }
  }
}
