package io.obdio.socketio.obd;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service03;
import io.obdio.core.command.Service04;
import io.obdio.core.command.Service09;
import io.obdio.core.connection.NoValue;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.unit.UnitSystem;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.ClientSessions;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.event.EventRow;
import io.obdio.socketio.event.EventTable;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.CommandNames;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.ObdJson;
import io.obdio.socketio.vehicle.RequestErrors;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.ResponseJson;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The events that send requests to the vehicle, which obd-socketio does not have. Every request has
 * a deadline ({@code timeout_ms} in the last argument, {@value #DEFAULT_TIMEOUT_MS} by default) and
 * runs on the queue of the vehicle, never on an event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the event table awaits stages
final class QueryEvents {

  private static final int DEFAULT_TIMEOUT_MS = 10_000;
  private static final int MAX_TIMEOUT_MS = 60_000;
  private static final int MAX_QUERIES = 64;

  private final VehicleConnection car;
  private final CommandNames names;
  private final ClientSessions sessions;
  private final ResponseJson json;
  private final ClientUnits units;

  QueryEvents(
      VehicleConnection car,
      CommandNames names,
      ClientSessions sessions,
      ResponseJson json,
      ClientUnits units) {
    this.car = car;
    this.names = names;
    this.sessions = sessions;
    this.json = json;
    this.units = units;
  }

  void register(EventTable table) {
    table.put(EventRow.answering("query_now", Scope.QUERY, this::queryNow));
    table.put(EventRow.answering("query_many", Scope.QUERY, this::queryMany));
    table.put(EventRow.answering("vin", Scope.QUERY, this::vin));
    table.put(EventRow.answering("get_dtc", Scope.QUERY, this::getDtc));
    table.put(EventRow.answering("clear_dtc", Scope.CLEAR, this::clearDtc));
    table.put(EventRow.answering("freeze_frame", Scope.QUERY, this::freezeFrame));
  }

  private Object queryNow(Socket socket, EventArgs args) throws RequestException {
    ObdCommand<?> command = allowed(socket, args.string(0, "a command's name"));
    UnitSystem system = units.of(socket, args, 1);
    return recorded(
        socket,
        List.of(command),
        ask(socket, args, 1, connection -> connection.query(command))
            .thenApply(response -> valueOrError(response, system)));
  }

  private Object queryMany(Socket socket, EventArgs args) throws RequestException {
    UnitSystem system = units.of(socket, args, 1);
    List<ObdCommand<?>> commands = new ArrayList<>();
    RequestErrors errors = new RequestErrors();
    for (String name : args.names(0)) {
      try {
        commands.add(allowed(socket, name));
      } catch (RequestException e) {
        errors.add(e);
      }
    }
    if (commands.size() > MAX_QUERIES) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, "at most " + MAX_QUERIES + " commands at once");
    }
    if (commands.isEmpty()) {
      errors.throwIfAny();
      return Map.of();
    }
    RequestException failed = errors.combined();
    if (failed != null) {
      // The valid names are served nevertheless.
      EventTable.report(socket, "query_many", failed);
    }
    return recorded(
        socket,
        commands,
        ask(socket, commands.size(), args, 1, connection -> connection.queryAll(commands))
            .thenApply(responses -> byName(responses, system)));
  }

  /** Records commands that change the vehicle in the audit log, as their own events are. */
  private <T> CompletionStage<T> recorded(
      Socket socket, List<ObdCommand<?>> commands, CompletionStage<T> result) {
    CompletionStage<T> recorded = result;
    for (ObdCommand<?> command : commands) {
      if (!command.isRepeatable()) {
        Consumer<String> outcome =
            sessions.recorder(socket, command.name().toLowerCase(Locale.ROOT), "");
        recorded = recorded.whenComplete((value, e) -> outcome.accept(e == null ? "ok" : "failed"));
      }
    }
    return recorded;
  }

  private Map<String, Object> byName(List<ObdResponse<?>> responses, UnitSystem system) {
    Map<String, Object> byName = new LinkedHashMap<>();
    for (ObdResponse<?> response : responses) {
      byName.put(response.command().name(), json.responseOrReason(response, system));
    }
    return byName;
  }

  private Object vin(Socket socket, EventArgs args) throws RequestException {
    return ask(socket, args, 0, connection -> connection.query(Service09.VIN))
        .thenApply(response -> ObdJson.value(present(response).value()));
  }

  private Object getDtc(Socket socket, EventArgs args) throws RequestException {
    return ask(socket, args, 0, connection -> connection.query(Service03.GET_DTC))
        .thenApply(response -> valueOrError(response, UnitSystem.AS_DEFINED));
  }

  private Object clearDtc(Socket socket, EventArgs args) throws RequestException {
    ObdCommand<?> clear = names.find(Service04.CLEAR_DTC.name());
    return ask(socket, args, 0, connection -> connection.query(clear))
        .thenApply(
            response -> {
              present(response);
              return true;
            });
  }

  private Object freezeFrame(Socket socket, EventArgs args) throws RequestException {
    ObdCommand<?> command = names.find(args.string(0, "a command's name"));
    int service = command.service().orElse(0);
    if (service != 1 && service != 2) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT,
          command.name() + " has no freeze frame; name a command of service 01 or 02");
    }
    int frame = (int) args.option(1, "frame", 0, 0, 255);
    UnitSystem system = units.of(socket, args, 1);
    return ask(socket, args, 1, connection -> connection.freezeFrame(command, frame))
        .thenApply(response -> valueOrError(response, system));
  }

  /**
   * Returns a command. One that changes the vehicle, such as CLEAR_DTC, needs the scope {@code
   * clear} as well.
   */
  private ObdCommand<?> allowed(Socket socket, String name) throws RequestException {
    ObdCommand<?> command = names.find(name);
    if (!command.isRepeatable()) {
      sessions.require(socket, Scope.CLEAR);
    }
    return command;
  }

  private <T> CompletionStage<T> ask(
      Socket socket, EventArgs args, int options, Function<ObdConnection, T> request)
      throws RequestException {
    return ask(socket, 1, args, options, request);
  }

  private <T> CompletionStage<T> ask(
      Socket socket, int cost, EventArgs args, int options, Function<ObdConnection, T> request)
      throws RequestException {
    double timeout = args.option(options, "timeout_ms", DEFAULT_TIMEOUT_MS, 1, MAX_TIMEOUT_MS);
    return car.submit(socket.id(), cost, Duration.ofMillis((long) timeout), request);
  }

  private @Nullable Object valueOrError(ObdResponse<?> response, UnitSystem system) {
    return json.response(present(response), system);
  }

  /** Returns the response; throws the reason if it is empty. */
  private static <V> ObdResponse<V> present(ObdResponse<V> response) {
    NoValue why = response.noValue().orElse(null);
    if (why != null) {
      throw new CompletionException(
          new RequestException(code(why.reason()), response.command().name() + ": " + why));
    }
    return response;
  }

  private static ErrorCode code(NoValue.Reason reason) {
    return switch (reason) {
      case NOT_CONNECTED -> ErrorCode.NOT_CONNECTED;
      case NOT_SUPPORTED -> ErrorCode.NOT_SUPPORTED;
      case NEGATIVE_RESPONSE -> ErrorCode.NEGATIVE_RESPONSE;
      case NO_DATA, NOT_YET -> ErrorCode.NO_DATA;
      case BUS_ERROR, BAD_ANSWER, ADAPTER_ERROR -> ErrorCode.CAR_ERROR;
    };
  }
}
