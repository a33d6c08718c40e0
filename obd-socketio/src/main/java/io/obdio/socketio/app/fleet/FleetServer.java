package io.obdio.socketio.app.fleet;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessTable;
import io.obdio.socketio.app.cluster.ClusterFlags;
import io.obdio.socketio.app.cluster.ClusterLink;
import io.obdio.socketio.event.ClientSessions;
import io.obdio.socketio.fleet.Fleet;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.ServerStats;
import io.obdio.socketio.server.SocketIoServer;
import io.obdio.socketio.telemetry.MessageBroker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node: the connection to the broker, the fleet, and the server for the clients. */
final class FleetServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FleetServer.class);

  private final MessageBroker broker;
  private final Fleet fleet;
  private final Access access;
  private final List<FleetPart> parts;
  private final @Nullable ClusterLink cluster;
  private final SocketIoServer server;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Creates a node that does nothing yet.
   *
   * @param broker not started; closed with this, as the fleet and the access policy
   * @param parts the APIs for clients
   * @param cluster opens the membership of a cluster, with the options of the server
   */
  FleetServer(
      MessageBroker broker,
      Fleet fleet,
      Access access,
      ServerOptions options,
      List<FleetPart> parts,
      ClusterFlags cluster) {
    this.broker = broker;
    this.fleet = fleet;
    this.access = access;
    this.parts = parts;
    ServerOptions changed = options;
    for (FleetPart part : parts) {
      changed = part.options(changed);
    }
    this.cluster = cluster.open(changed);
    this.server = build(changed, this.cluster);
  }

  private SocketIoServer build(ServerOptions options, @Nullable ClusterLink joined) {
    SocketIoServer.Builder builder =
        SocketIoServer.builder().options(options).filter(access.hostCheck());
    if (joined != null) {
      builder.adapter(joined.adapters());
    }
    Supplier<ServerStats> stats = () -> server().stats();
    builder.handler(new FleetHealth(() -> problems(joined), stats, access).router());
    parts.forEach(part -> part.handlers(stats).forEach(builder::handler));
    SocketIoServer made = builder.build();
    made.routes().forEach(route -> access.table().open(AccessTable.HTTP, route));
    new ClientSessions(access).protect(made.root());
    parts.forEach(part -> part.attach(made));
    return made;
  }

  private List<String> problems(@Nullable ClusterLink joined) {
    List<String> all = new ArrayList<>(fleet.problems());
    if (joined != null) {
      joined.problem().ifPresent(all::add);
    }
    return all;
  }

  /** Returns the server. */
  SocketIoServer server() {
    return server;
  }

  /** Returns whether clients need a key. */
  boolean requiresKey() {
    return access.requiresKey();
  }

  /** Returns the addresses that it listens on. */
  List<InetSocketAddress> addresses() {
    return server.addresses();
  }

  /**
   * Listens, reads the positions from the store and connects to the broker, in this order: a node
   * that cannot serve must not take batches.
   *
   * @throws IOException if an address cannot be bound, or the store cannot be read
   */
  void start() throws IOException {
    server.start();
    access.start();
    fleet.start();
    broker.start();
  }

  /**
   * Disconnects the clients, stores and acknowledges what was received, and ends; waits up to 35 s.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    List<AutoCloseable> all = new ArrayList<>(List.of(server));
    if (cluster != null) {
      all.add(cluster);
    }
    all.addAll(parts);
    all.addAll(List.of(fleet, broker, access));
    for (AutoCloseable each : all) {
      try {
        each.close();
      } catch (Exception e) { // the others must be closed nevertheless
        log.warn("not closed: {}", each, e);
      }
    }
  }
}
