package io.obdio.socketio.app;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.obdio.core.command.Commands;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.vehicle.StatusText;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bindings of the server. */
final class ServerModule extends AbstractModule {

  private static final Logger log = LoggerFactory.getLogger(ObdIo.class);

  private final ServeCommand flags;

  ServerModule(ServeCommand flags) {
    this.flags = flags;
  }

  @Provides
  @Singleton
  ServerOptions options() {
    return flags.server.options();
  }

  @Provides
  @Singleton
  ObdIo obdIo(Commands commands, ServerOptions options) {
    if (flags.watchInterval < 0) {
      throw new UserError("--watch-interval " + flags.watchInterval + " is below 0");
    }
    try {
      return ObdIo.builder()
          .commands(commands)
          .options(options)
          .batching(flags.car.record == null)
          .allowConnect(flags.allowConnect)
          .allowClear(flags.allowClear)
          .watchInterval(Duration.ofMillis(flags.watchInterval))
          .serveStatic(flags.routes())
          .statusListener(
              (status, reason) ->
                  log.info("{}{}", StatusText.of(status), reason.isEmpty() ? "" : ": " + reason))
          .build();
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }
}
