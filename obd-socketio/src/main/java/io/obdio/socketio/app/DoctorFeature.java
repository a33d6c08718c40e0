package io.obdio.socketio.app;

import io.obdio.core.command.Commands;
import io.obdio.socketio.app.doctor.DoctorRoutes;
import io.obdio.socketio.app.doctor.ServerSettings;
import io.obdio.socketio.app.serve.ServeFeature;
import io.obdio.socketio.http.Cors;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.vehicle.VehicleListener;
import java.util.List;

/** The checks of {@code obdio doctor} for clients, and what they can connect. */
final class DoctorFeature implements ServeFeature {

  private final String transport;

  DoctorFeature(String transport) {
    this.transport = transport;
  }

  @Override
  public void addTo(ObdIo io, Commands commands, ServerOptions options) {
    ApiRoutes routes =
        new ApiRoutes(io.access(), new Cors(options.engine().corsOrigins()), new JacksonJson());
    ServerSettings settings =
        new ServerSettings(
            "the configuration of this server",
            List.of(),
            options.http().listen(),
            io.access().requiresKey(),
            io.access().options().open(),
            options.http().tls() != null);
    DoctorRoutes doctor = new DoctorRoutes(transport, io.vehicle(), () -> settings);
    doctor.addTo(routes);
    io.addFace(routes, new VehicleListener() {}, doctor::close);
  }
}
