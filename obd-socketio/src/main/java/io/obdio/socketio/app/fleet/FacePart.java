package io.obdio.socketio.app.fleet;

import io.obdio.socketio.access.Access;
import io.obdio.socketio.api.SessionRoute;
import io.obdio.socketio.app.serve.Dashboard;
import io.obdio.socketio.fleet.FleetView;
import io.obdio.socketio.fleet.face.FleetFace;
import io.obdio.socketio.http.Cors;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.http.StaticFiles;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.ServerStats;
import io.obdio.socketio.server.SocketIoServer;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.Topics;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The vehicles for clients: the namespace {@code /fleet}, the routes {@code /api/v1/vehicles} and
 * the dashboard. It is the last part, because the page is served at {@code /}.
 */
final class FacePart implements FleetPart {

  private final FleetFace face;
  private final List<RequestHandler> handlers;

  FacePart(
      FleetView view, MessageBroker broker, Topics topics, Access access, ServerOptions options) {
    Cors origins = new Cors(options.engine().corsOrigins());
    JacksonJson json = new JacksonJson();
    this.face = new FleetFace(view, broker, topics, access, origins, json);
    ApiRoutes session = new ApiRoutes(access, origins, json);
    new SessionRoute(access).addTo(session);
    this.handlers =
        List.of(
            session,
            face.routes(),
            Dashboard.settings(options.engine().path(), true),
            new StaticFiles(Map.of("/", Dashboard.PAGE)));
  }

  /** Returns whether clients have subscribed to a vehicle. */
  boolean isWatched(String vehicle) {
    return face.isWatched(vehicle);
  }

  @Override
  public List<RequestHandler> handlers(Supplier<ServerStats> stats) {
    return handlers;
  }

  @Override
  public ServerOptions options(ServerOptions options) {
    return face.options(options);
  }

  @Override
  public void attach(SocketIoServer server) {
    face.attach(server);
  }

  @Override
  public void close() {
    face.close();
  }
}
