package io.obdio.socketio.app;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.obdio.core.command.Commands;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.socketio.app.car.CarFlags;
import io.obdio.socketio.app.car.VehicleCommands;
import io.obdio.socketio.app.failure.Failures;
import io.obdio.socketio.app.failure.UserError;
import java.io.IOException;

/** Bindings of the vehicle: its commands and its transport. */
final class CarModule extends AbstractModule {

  private final CarFlags flags;

  CarModule(CarFlags flags) {
    this.flags = flags;
  }

  @Provides
  @Singleton
  VehicleCommands vehicleCommands() {
    return flags.commands();
  }

  @Provides
  @Singleton
  Commands commands(VehicleCommands commands) {
    return commands.registry();
  }

  @Provides
  @Singleton
  DiagnosticTransport transport() {
    try {
      return flags.open();
    } catch (TransportException | IOException e) {
      throw new UserError(Failures.of(e));
    }
  }
}
