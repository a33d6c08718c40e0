package io.obdio.socketio.app;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.obdio.core.command.Commands;
import io.obdio.socketio.app.car.ModelYearReader;
import io.obdio.socketio.app.car.VehicleCommands;
import io.obdio.socketio.app.failure.Failures;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.serve.Dashboard;
import io.obdio.socketio.channels.ChannelOptions;
import io.obdio.socketio.channels.Channels;
import io.obdio.socketio.devices.Devices;
import io.obdio.socketio.http.Cors;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.vehicle.StatusText;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bindings of the server. */
final class ServerModule extends AbstractModule {

  private static final Logger log = LoggerFactory.getLogger(ObdIo.class);

  private final ServeCommand flags;

  ServerModule(ServeCommand flags) {
    this.flags = flags;
    if (flags.definitions.isEnabled()) {
      flags.car.extensible();
    }
  }

  @Provides
  @Singleton
  ServerOptions options() {
    return flags.server.options();
  }

  @Provides
  @Singleton
  ObdIo obdIo(VehicleCommands vehicle, ServerOptions options) {
    Commands commands = vehicle.registry();
    if (flags.watchInterval < 0) {
      throw new UserError("--watch-interval " + flags.watchInterval + " is below 0");
    }
    try {
      ObdIo io =
          ObdIo.builder()
              .commands(commands)
              .options(options)
              .batching(!flags.car.isRecorded())
              .access(flags.access.options())
              .allowConnect(flags.connect.allowConnect)
              .allowClear(flags.allowClear)
              .connectRules(flags.connect.current(flags.car.transport()))
              .commandDetails(flags.commandDetails)
              .watchInterval(Duration.ofMillis(flags.watchInterval))
              .handler(Dashboard.settings(options.engine().path(), false))
              .serveStatic(flags.routes())
              .statusListener(
                  (status, reason) ->
                      log.info(
                          "{}{}", StatusText.of(status), reason.isEmpty() ? "" : ": " + reason))
              .build();
      if (vehicle.isWaiting()) {
        io.vehicle().addListener(new ModelYearReader(io.vehicle(), vehicle));
      }
      if (flags.devices.enabled) {
        addDevices(io, commands, options);
      }
      flags.features().forEach(feature -> feature.addTo(io, commands, options));
      addChannels(io, commands, flags.channels.options()); // last: it creates the server
      return io;
    } catch (UncheckedIOException e) {
      throw new UserError(Failures.of(e.getCause() == null ? e : e.getCause()));
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }

  /** Adds the channels unless they are off. */
  private static void addChannels(ObdIo io, Commands commands, ChannelOptions options) {
    if (options.channelsNamespace().isEmpty()) {
      return;
    }
    Namespace namespace = io.server().of(options.channelsNamespace());
    Channels channels =
        new Channels(
            namespace,
            io.vehicle(),
            io.hub(),
            commands,
            io.sessions(),
            io.access(),
            io.events(),
            options);
    io.serveEvents(namespace);
    io.beforeClose(() -> channels.notice("the server stops"));
  }

  /** Adds the devices: their classes are loaded only if they are enabled. */
  private void addDevices(ObdIo io, Commands commands, ServerOptions options) {
    String version = Main.class.getPackage().getImplementationVersion();
    Devices devices =
        new Devices(
            io.vehicle(),
            io.hub(),
            commands,
            new JacksonJson(),
            io.access(),
            new Cors(options.engine().corsOrigins()),
            io.vehicle()::reconnect,
            flags.devices.options(),
            version == null ? "0" : version);
    io.addFace(devices, devices, devices::close);
  }
}
