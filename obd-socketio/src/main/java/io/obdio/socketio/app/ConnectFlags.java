package io.obdio.socketio.app;

import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.core.transport.Transports;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.vehicle.ConnectRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags for clients that connect and disconnect the vehicle. */
final class ConnectFlags {

  @Option(
      names = "--allow-connect",
      negatable = true,
      description = "Clients may connect and disconnect the vehicle. Default: they may not.")
  boolean allowConnect;

  @Option(
      names = "--connect-folders",
      split = ",",
      paramLabel = "FOLDER",
      description =
          "Folders with the recordings and scenarios that clients may name in connect_obd. Default:"
              + " none.")
  @Nullable List<Path> connectFolders;

  @Option(
      names = "--connect-hosts",
      split = ",",
      paramLabel = "HOST[:PORT]",
      description =
          "Hosts that clients may name in connect_obd, besides that of --transport. Default: none.")
  @Nullable List<String> connectHosts;

  private final AtomicReference<ConnectRules> current = new AtomicReference<>(ConnectRules.NONE);

  /** Returns the rules for clients, which {@link #update} changes. */
  Supplier<ConnectRules> current(String transport) {
    current.set(rules(transport));
    return () -> Objects.requireNonNull(current.get());
  }

  /** Sets other rules for clients while the server runs. */
  void update(ConnectRules rules) {
    current.set(rules);
  }

  /**
   * Returns the rules for clients.
   *
   * @param transport the transport of the program, whose host is allowed too
   */
  ConnectRules rules(String transport) {
    for (String host : connectHosts == null ? List.<String>of() : connectHosts) {
      if (!host.matches("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9_.-]+)(:\\d{1,5})?")) {
        throw new UserError("--connect-hosts " + host + ": expected HOST or HOST:PORT");
      }
    }
    ConnectRules rules =
        new ConnectRules(
            connectFolders == null ? List.of() : connectFolders,
            connectHosts == null ? List.of() : connectHosts);
    try {
      return rules.with(Transports.resources(TransportUri.parse(transport)));
    } catch (TransportException.BadUri e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }
}
