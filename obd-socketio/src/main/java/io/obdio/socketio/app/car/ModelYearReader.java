package io.obdio.socketio.app.car;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener that reads the VIN of a vehicle that was connected, if commands wait for the model
 * year. The request is queued with those of the clients.
 */
public final class ModelYearReader implements VehicleListener {

  private static final Logger log = LoggerFactory.getLogger(ModelYearReader.class);

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final VehicleConnection vehicle;
  private final VehicleCommands commands;

  /** Creates a listener of {@code vehicle}. */
  public ModelYearReader(VehicleConnection vehicle, VehicleCommands commands) {
    this.vehicle = vehicle;
    this.commands = commands;
  }

  @Override
  public void statusChanged(ConnectionStatus status, String reason) {
    if (status != ConnectionStatus.CAR_CONNECTED || !commands.isWaiting()) {
      return;
    }
    try {
      CompletableFuture<Boolean> unused =
          vehicle
              .submit(
                  VehicleConnection.PROGRAM,
                  1,
                  DEADLINE,
                  connection -> {
                    commands.readYear(connection);
                    return true;
                  })
              .whenComplete(
                  (done, error) -> {
                    if (error != null) {
                      log.warn("the model year was not read: {}", error.getMessage());
                    }
                  });
    } catch (RequestException e) {
      log.debug("the model year is read with the next connection: {}", e.getMessage());
    }
  }

  @Override
  public void closed() {}
}
