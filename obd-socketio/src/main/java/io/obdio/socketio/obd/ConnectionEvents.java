package io.obdio.socketio.obd;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportException;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.ClientSessions;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.event.EventRow;
import io.obdio.socketio.event.EventTable;
import io.obdio.socketio.netty.LogText;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.ConnectRules;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.StatusText;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events for the state of the connection to the vehicle, which all clients share, and those
 * that open and close it, which need {@link Scope#CONNECT} and run outside of the event loops.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the event table awaits stages
final class ConnectionEvents {

  private static final Logger log = LoggerFactory.getLogger(ConnectionEvents.class);

  private final VehicleConnection car;
  private final ClientSessions sessions;
  private final Supplier<ConnectRules> rules;
  private final Consumer<Socket> watches;

  /**
   * Creates the events.
   *
   * @param rules returns what clients may connect to
   * @param watches ends the watches of a client
   */
  ConnectionEvents(
      VehicleConnection car,
      ClientSessions sessions,
      Supplier<ConnectRules> rules,
      Consumer<Socket> watches) {
    this.car = car;
    this.sessions = sessions;
    this.rules = rules;
    this.watches = watches;
  }

  void register(EventTable table) {
    table.put(
        EventRow.answering("connection_state", Scope.READ, (socket, args) -> car.state().toJson()));
    table.put(EventRow.answering("connect_obd", Scope.CONNECT, this::connect));
    table.put(EventRow.answering("disconnect_obd", Scope.CONNECT, this::disconnect));
    // Without the scope connect it ends the watches of the client only.
    table.put(EventRow.acknowledging("close", null, this::close));
  }

  /** Connects to what the argument names; without one, to the transport of the program again. */
  private Object connect(Socket socket, EventArgs args) throws RequestException {
    CompletionStage<ConnectionStatus> connecting =
        args.at(0) == null
            ? car.reconnect()
            : car.connect(
                args.string(0, "a transport such as sim: or elm327:/dev/ttyUSB0"), rules.get());
    return connecting.handle(
        (status, failure) -> {
          if (failure != null) {
            throw new CompletionException(toRequestException(failure));
          }
          return StatusText.of(status);
        });
  }

  /** Returns what a client may know about a transport that cannot be opened; logs the rest. */
  private static Throwable toRequestException(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof TransportException.BadUri) {
      return new RequestException(ErrorCode.BAD_ARGUMENT, String.valueOf(cause.getMessage()));
    }
    if (cause instanceof TransportException) {
      log.warn(
          "A transport that a client named cannot be opened: {}", LogText.of(cause.getMessage()));
      return new RequestException(
          ErrorCode.UNAVAILABLE,
          "the transport cannot be opened; the server's log states the reason");
    }
    return cause;
  }

  private Object disconnect(Socket socket, EventArgs args) {
    return car.disconnect().thenApply(closed -> (Object) true);
  }

  /**
   * Closes the connection, as in obd-socketio, if the client may; else it ends this client's
   * watches and the other clients keep the vehicle.
   */
  private @Nullable Object close(Socket socket, EventArgs args) throws RequestException {
    try {
      sessions.require(socket, Scope.CONNECT);
    } catch (RequestException e) {
      watches.accept(socket);
      if (car.connection() != null) {
        EventTable.report(
            socket,
            "close",
            new RequestException(
                e.code(),
                "the vehicle remains connected and your watches have ended: " + e.getMessage()));
        socket.emit("close", (Object) null);
      }
      return null;
    }
    Consumer<String> outcome = sessions.recorder(socket, "close", "");
    return car.disconnect()
        .whenComplete((closed, failure) -> outcome.accept(failure == null ? "ok" : "failed"))
        .thenApply(
            closed -> {
              if (closed) {
                socket.emit("close", (Object) null);
              }
              return null;
            });
  }
}
