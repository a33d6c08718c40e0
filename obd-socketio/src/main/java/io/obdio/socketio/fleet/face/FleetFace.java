package io.obdio.socketio.fleet.face;

import io.obdio.core.command.Commands;
import io.obdio.socketio.access.Access;
import io.obdio.socketio.event.ClientSessions;
import io.obdio.socketio.event.EventTable;
import io.obdio.socketio.fleet.FleetView;
import io.obdio.socketio.http.Cors;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.server.Event;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.SocketIoServer;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The interfaces of a fleet for clients: the namespace {@value #NAMESPACE} and the routes {@code
 * /api/v1/vehicles}. See docs/fleet-api.md.
 *
 * <pre>{@code
 * FleetFace face = new FleetFace(view, broker, topics, access, origins, json);
 * SocketIoServer server = SocketIoServer.builder()
 *     .options(face.options(options)).filter(access.hostCheck()).handler(face.routes()).build();
 * face.attach(server);
 * }</pre>
 *
 * <p>Threads: all methods may be called by any thread and do not block.
 */
public final class FleetFace implements AutoCloseable {

  /** The name of the namespace. */
  public static final String NAMESPACE = "/fleet";

  /** The time for which a vehicle is still received after its last subscriber has left. */
  private static final Duration LINGER = Duration.ofSeconds(30);

  private final FleetView view;
  private final MessageBroker broker;
  private final Topics topics;
  private final Access access;
  private final JsonCodec codec;
  private final Duration linger;
  private final Commands commands = Commands.standard();
  private final FleetJson json = new FleetJson(commands);
  private final FaceTimer timer = new FaceTimer();
  private final SearchQueue searches = new SearchQueue();
  private final VisibleVehicles vehicles;
  private final RemoteRequests requests;
  private final ApiRoutes routes;

  /** Set when the server is there, after the routes. */
  private volatile @Nullable LiveVehicles live;

  /**
   * Creates the interfaces; they work once they are attached to a server.
   *
   * @param broker connection to the vehicles' broker; {@link #close} does not end it
   * @param origins the pages of other servers that may use the routes
   */
  public FleetFace(
      FleetView view,
      MessageBroker broker,
      Topics topics,
      Access access,
      Cors origins,
      JsonCodec codec) {
    this(view, broker, topics, access, origins, codec, LINGER);
  }

  FleetFace(
      FleetView view,
      MessageBroker broker,
      Topics topics,
      Access access,
      Cors origins,
      JsonCodec codec,
      Duration linger) {
    this.view = view;
    this.broker = broker;
    this.topics = topics;
    this.access = access;
    this.codec = codec;
    this.linger = linger;
    this.vehicles = new VisibleVehicles(view, this::live, searches);
    this.routes = new ApiRoutes(access, origins, codec);
    new FleetRoutes(vehicles, json, codec).addTo(routes);
    this.requests = new RemoteRequests(broker, topics, codec, timer);
    new VehicleDiagnosisRoute(vehicles, requests, access).addTo(routes);
  }

  private Optional<LiveVehicle> live(String id) {
    LiveVehicles all = live;
    return all == null ? Optional.empty() : all.find(id);
  }

  /** Returns whether clients of this server have subscribed to a vehicle. */
  public boolean isWatched(String vehicle) {
    return live(vehicle).isPresent();
  }

  /** Returns the routes, for the builder of the server. */
  public RequestHandler routes() {
    return routes;
  }

  /** Returns options with which recovered sessions are authenticated, where a key is required. */
  public ServerOptions options(ServerOptions options) {
    ServerOptions.Recovery recovery = options.recovery();
    return recovery == null || !access.requiresKey()
        ? options
        : options.toBuilder().recovery(recovery.withMiddleware()).build();
  }

  /**
   * Serves the namespace; to be called once, before the server starts. In the namespace {@code /}
   * unknown events are answered with a reference to this one.
   */
  public void attach(SocketIoServer server) {
    ClientSessions sessions = new ClientSessions(access);
    Namespace namespace = server.of(NAMESPACE);
    LiveVehicles all = new LiveVehicles(view, broker, topics, codec, namespace, timer, linger);
    live = all;
    SubscriptionRooms rooms = new SubscriptionRooms(vehicles, all, sessions);
    EventTable events = new EventTable();
    new VehicleEvents(vehicles, sessions, json).register(events);
    new RequestEvents(vehicles, requests, sessions, commands).register(events);
    rooms.register(events);
    namespace.onRooms(all);
    sessions.protect(namespace);
    namespace.onConnection(rooms::restore);
    events.bind(namespace, sessions);
    EventTable.rejectUnknown(namespace, sessions, events);
    server.root().onUnknown(FleetFace::refer);
    all.start();
    requests.start();
  }

  private static void refer(Event event) {
    RequestException why =
        new RequestException(
            ErrorCode.UNKNOWN_EVENT, "the events of the fleet are in the namespace " + NAMESPACE);
    EventTable.report(event.socket(), event.name(), why);
    event.ack(why.toJson(event.name()));
  }

  /** Returns the vehicles with subscribers, once a server is attached; for tests. */
  LiveVehicles liveVehicles() {
    return Objects.requireNonNull(live, "attach a server first");
  }

  /** Ends all timers and searches; to be called after the server was closed. */
  @Override
  public void close() {
    searches.close();
    timer.close();
  }
}
