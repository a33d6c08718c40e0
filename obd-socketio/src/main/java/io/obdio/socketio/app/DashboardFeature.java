package io.obdio.socketio.app;

import io.obdio.core.command.Commands;
import io.obdio.socketio.api.LayoutRoutes;
import io.obdio.socketio.api.SessionRoute;
import io.obdio.socketio.app.serve.ServeFeature;
import io.obdio.socketio.http.Cors;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.state.StateFolder;
import io.obdio.socketio.vehicle.VehicleListener;

/** The routes of the dashboard: what the client may do, and the layouts. */
final class DashboardFeature implements ServeFeature {

  private final StateFlags state;

  DashboardFeature(StateFlags state) {
    this.state = state;
  }

  @Override
  public void addTo(ObdIo io, Commands commands, ServerOptions options) {
    Cors origins = new Cors(options.engine().corsOrigins());
    ApiRoutes routes = new ApiRoutes(io.access(), origins, new JacksonJson());
    StateFolder folder = state.folder();
    new SessionRoute(io.access()).addTo(routes);
    new LayoutRoutes(folder, change -> io.namespace().emit("layouts_changed", change))
        .addTo(routes);
    io.addFace(routes, new VehicleListener() {}, folder::close);
  }
}
