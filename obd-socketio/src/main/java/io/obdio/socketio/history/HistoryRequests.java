package io.obdio.socketio.history;

import io.obdio.core.command.Commands;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.socketio.vehicle.FreezeFrameReading;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The single requests of the history to the vehicle: its identification number after it was
 * connected, and the freeze frame of a new trouble code. They wait in the queue of requests behind
 * those of clients. The methods may be called by any thread and do not block.
 */
final class HistoryRequests {

  private static final Logger log = LoggerFactory.getLogger(HistoryRequests.class);

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String VIN = "VIN";

  private final VehicleConnection vehicle;
  private final Commands commands;

  HistoryRequests(VehicleConnection vehicle, Commands commands) {
    this.vehicle = vehicle;
    this.commands = commands;
  }

  /** Requests the vehicle identification number; a vehicle that has none is not reported. */
  void identify(Consumer<String> found) {
    commands
        .find(VIN)
        .ifPresent(
            command ->
                submit(
                    1,
                    connection -> {
                      Object value = connection.query(command).valueOrNull();
                      if (value != null) {
                        found.accept(value.toString());
                      }
                    }));
  }

  /**
   * Requests the freeze frame.
   *
   * @param code the code that has appeared; a freeze frame of another one is not its own
   * @param found receives the values by the name of the command, each with its unit
   */
  void freezeFrame(String code, Consumer<Map<String, String>> found) {
    submit(
        FreezeFrameReading.REQUESTS,
        connection -> {
          FreezeFrameReading frame = FreezeFrameReading.read(connection, commands);
          if (frame.code().startsWith(code)) {
            Map<String, String> values = new LinkedHashMap<>();
            frame.values().forEach((name, response) -> values.put(name, text(response)));
            found.accept(values);
          }
        });
  }

  private static String text(ObdResponse<?> response) {
    return String.valueOf(response.valueOrNull());
  }

  private void submit(int cost, Consumer<ObdConnection> request) {
    try {
      var unused =
          vehicle
              .submit(
                  VehicleConnection.PROGRAM,
                  cost,
                  DEADLINE,
                  connection -> {
                    request.accept(connection);
                    return true;
                  })
              .whenComplete(
                  (done, failure) -> {
                    if (failure != null) {
                      log.debug("a request of the history failed", failure);
                    }
                  });
    } catch (RequestException e) {
      log.debug("the vehicle was disconnected", e);
    }
  }
}
