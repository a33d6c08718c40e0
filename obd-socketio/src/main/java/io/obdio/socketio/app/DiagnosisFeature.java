package io.obdio.socketio.app;

import io.obdio.core.command.Commands;
import io.obdio.socketio.api.ApiWorker;
import io.obdio.socketio.api.CodeHistory;
import io.obdio.socketio.api.DiagnosisRoutes;
import io.obdio.socketio.api.RawRequestRoutes;
import io.obdio.socketio.api.SimulatorRoutes;
import io.obdio.socketio.api.TrafficEvents;
import io.obdio.socketio.api.WorkbenchFolder;
import io.obdio.socketio.api.WorkbenchRoutes;
import io.obdio.socketio.app.serve.ServeFeature;
import io.obdio.socketio.http.Cors;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.server.ServerOptions;

/** The routes of the pages Health and Tinker: diagnosis, raw requests, definitions, simulator. */
final class DiagnosisFeature implements ServeFeature {

  private final CodeHistory history;
  private final WorkbenchFlags files;

  DiagnosisFeature(CodeHistory history, WorkbenchFlags files) {
    this.history = history;
    this.files = files;
  }

  @Override
  public void addTo(ObdIo io, Commands commands, ServerOptions options) {
    ApiRoutes routes =
        new ApiRoutes(io.access(), new Cors(options.engine().corsOrigins()), new JacksonJson());
    ApiWorker worker = new ApiWorker();
    new RawRequestRoutes(io.vehicle(), commands, io.access()).addTo(routes);
    new SimulatorRoutes(io.vehicle()).addTo(routes);
    new WorkbenchRoutes(io.vehicle(), new WorkbenchFolder(files.folder), worker).addTo(routes);
    new TrafficEvents(io.vehicle()).addTo(io.events(), io.hub());
    DiagnosisRoutes diagnosis = new DiagnosisRoutes(io.vehicle(), history, worker);
    diagnosis.addTo(routes);
    io.requests().add(diagnosis.request());
    io.addFace(routes, diagnosis, worker::close);
  }
}
