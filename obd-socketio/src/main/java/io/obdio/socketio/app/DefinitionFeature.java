package io.obdio.socketio.app;

import io.obdio.core.command.Commands;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.app.config.CheckedFlags;
import io.obdio.socketio.app.definition.DefinitionRoutes;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.serve.ServeFeature;
import io.obdio.socketio.http.Cors;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.vehicle.VehicleListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The choice of definitions by vehicle. */
final class DefinitionFeature implements ServeFeature, CheckedFlags {

  @Option(
      names = "--definitions-folder",
      paramLabel = "FOLDER",
      description =
          "Folder with signal sets, such as clones of OBDb's repositories; clients choose one for"
              + " each vehicle. Default: none.")
  @Nullable Path folder;

  private @Nullable StateFlags state;

  /** Sets the folder in which choices are remembered. */
  DefinitionFeature with(StateFlags flags) {
    state = flags;
    return this;
  }

  boolean isEnabled() {
    return folder != null;
  }

  @Override
  public void check() {
    if (folder != null && !Files.isDirectory(folder)) {
      throw new UserError("--definitions-folder " + folder + ": there is no such folder");
    }
  }

  @Override
  public void addTo(ObdIo io, Commands commands, ServerOptions options) {
    Path sets = folder;
    StateFlags flags = state;
    ApiRoutes routes =
        new ApiRoutes(io.access(), new Cors(options.engine().corsOrigins()), new JacksonJson());
    if (sets == null || flags == null) {
      // The page asks whether there is a folder; an error would be logged in every browser.
      routes.add(
          "GET",
          DefinitionRoutes.PATH,
          Scope.READ,
          request -> request.respond(Map.of("folder", false)));
      io.addFace(routes, new VehicleListener() {}, () -> {});
      return;
    }
    check();
    DefinitionRoutes definitions =
        new DefinitionRoutes(
            sets,
            commands,
            io.vehicle(),
            flags.folder(),
            io.access().audit(),
            json -> io.namespace().emit("definitions_changed", json.get("chosen")));
    definitions.addTo(routes);
    io.addFace(routes, definitions.listener(), definitions::close);
  }
}
