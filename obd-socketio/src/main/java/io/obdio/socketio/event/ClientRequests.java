package io.obdio.socketio.event;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service03;
import io.obdio.core.command.Service04;
import io.obdio.core.command.Service09;
import io.obdio.core.connection.NoValue;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.unit.UnitSystem;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.vehicle.CommandNames;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.ObdJson;
import io.obdio.socketio.vehicle.RequestErrors;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.ResponseJson;
import io.obdio.socketio.vehicle.StatusText;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The requests of clients that need no state of the client: what is known of the vehicle, and
 * single requests to it. Every request to the vehicle has a deadline ({@code timeout_ms} in the
 * last argument, {@value #DEFAULT_TIMEOUT_MS} by default) and runs on the queue of the vehicle,
 * never on the thread of the caller.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the caller awaits stages
public final class ClientRequests {

  private static final int DEFAULT_TIMEOUT_MS = 10_000;
  private static final int MAX_TIMEOUT_MS = 60_000;
  private static final int MAX_QUERIES = 64;

  private final VehicleConnection car;
  private final ObdHub hub;
  private final CommandNames names;
  private final ResponseJson json;
  private final List<RequestRow> added = new CopyOnWriteArrayList<>();

  /**
   * Creates the requests.
   *
   * @param hub has the latest responses
   * @param json writes responses
   */
  public ClientRequests(VehicleConnection car, ObdHub hub, CommandNames names, ResponseJson json) {
    this.car = car;
    this.hub = hub;
    this.names = names;
    this.json = json;
  }

  /**
   * Adds a request to those that {@link #rows} returns from now on. It is no event of Socket.IO:
   * those are in an {@link EventTable}.
   */
  public void add(RequestRow row) {
    added.add(row);
  }

  /** Returns the requests. */
  public List<RequestRow> rows() {
    List<RequestRow> rows = new ArrayList<>(standard());
    rows.addAll(added);
    return rows;
  }

  private List<RequestRow> standard() {
    return List.of(
        new RequestRow("status", Scope.READ, (requester, args) -> StatusText.of(car.status())),
        new RequestRow("is_connected", Scope.READ, (requester, args) -> isConnected()),
        new RequestRow("protocol_name", Scope.READ, (requester, args) -> car.protocol().name()),
        new RequestRow("protocol_id", Scope.READ, (requester, args) -> car.protocol().id()),
        new RequestRow("port_name", Scope.READ, (requester, args) -> car.portName()),
        new RequestRow("supports", Scope.READ, this::supports),
        new RequestRow("supported_commands", Scope.READ, this::supportedCommands),
        new RequestRow("has_name", Scope.READ, this::hasName),
        new RequestRow("query", Scope.READ, this::query),
        new RequestRow("query_now", Scope.QUERY, this::queryNow),
        new RequestRow("query_many", Scope.QUERY, this::queryMany),
        new RequestRow("vin", Scope.QUERY, this::vin),
        new RequestRow("get_dtc", Scope.QUERY, this::getDtc),
        new RequestRow("clear_dtc", Scope.CLEAR, this::clearDtc),
        new RequestRow("freeze_frame", Scope.QUERY, this::freezeFrame));
  }

  private boolean isConnected() {
    return car.status() == ConnectionStatus.CAR_CONNECTED;
  }

  private Object supports(Requester requester, EventArgs args) throws RequestException {
    if (args.present(0, "a command's name") instanceof String name && names.has(name.strip())) {
      return car.supports(requester.id(), names.find(name.strip()));
    }
    return false;
  }

  private Object supportedCommands(Requester requester, EventArgs args) {
    return car.supportedCommands(requester.id())
        .thenApply(commands -> commands.stream().map(json::command).toList());
  }

  private Object hasName(Requester requester, EventArgs args) throws RequestException {
    return args.present(0, "a name") instanceof String name && names.has(name.strip());
  }

  private @Nullable Object query(Requester requester, EventArgs args) throws RequestException {
    ObdCommand<?> command = names.find(args.string(0, "a command's name"));
    UnitSystem system = requester.units(args, 1);
    ObdResponse<?> latest = hub.latest(command.name());
    return latest == null ? null : json.response(latest, system);
  }

  private Object queryNow(Requester requester, EventArgs args) throws RequestException {
    ObdCommand<?> command = allowed(requester, args.string(0, "a command's name"));
    UnitSystem system = requester.units(args, 1);
    return recorded(
        requester,
        List.of(command),
        ask(requester, args, 1, connection -> connection.query(command))
            .thenApply(response -> valueOrError(response, system)));
  }

  private Object queryMany(Requester requester, EventArgs args) throws RequestException {
    UnitSystem system = requester.units(args, 1);
    List<ObdCommand<?>> commands = new ArrayList<>();
    RequestErrors errors = new RequestErrors();
    for (String name : args.names(0)) {
      try {
        commands.add(allowed(requester, name));
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
      requester.report("query_many", failed);
    }
    return recorded(
        requester,
        commands,
        ask(requester, commands.size(), args, 1, connection -> connection.queryAll(commands))
            .thenApply(responses -> byName(responses, system)));
  }

  /** Records commands that change the vehicle in the audit log, as their own events are. */
  private <T> CompletionStage<T> recorded(
      Requester requester, List<ObdCommand<?>> commands, CompletionStage<T> result) {
    CompletionStage<T> recorded = result;
    for (ObdCommand<?> command : commands) {
      if (!command.isRepeatable()) {
        Consumer<String> outcome = requester.recorder(command.name().toLowerCase(Locale.ROOT));
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

  private Object vin(Requester requester, EventArgs args) throws RequestException {
    return ask(requester, args, 0, connection -> connection.query(Service09.VIN))
        .thenApply(response -> ObdJson.value(present(response).value()));
  }

  private Object getDtc(Requester requester, EventArgs args) throws RequestException {
    return ask(requester, args, 0, connection -> connection.query(Service03.GET_DTC))
        .thenApply(response -> valueOrError(response, UnitSystem.AS_DEFINED));
  }

  private Object clearDtc(Requester requester, EventArgs args) throws RequestException {
    ObdCommand<?> clear = names.find(Service04.CLEAR_DTC.name());
    return ask(requester, args, 0, connection -> connection.query(clear))
        .thenApply(
            response -> {
              present(response);
              return true;
            });
  }

  private Object freezeFrame(Requester requester, EventArgs args) throws RequestException {
    ObdCommand<?> command = names.find(args.string(0, "a command's name"));
    int service = command.service().orElse(0);
    if (service != 1 && service != 2) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT,
          command.name() + " has no freeze frame; name a command of service 01 or 02");
    }
    int frame = (int) args.option(1, "frame", 0, 0, 255);
    UnitSystem system = requester.units(args, 1);
    return ask(requester, args, 1, connection -> connection.freezeFrame(command, frame))
        .thenApply(response -> valueOrError(response, system));
  }

  /**
   * Returns a command. One that changes the vehicle, such as CLEAR_DTC, needs the scope {@code
   * clear} as well.
   */
  private ObdCommand<?> allowed(Requester requester, String name) throws RequestException {
    ObdCommand<?> command = names.find(name);
    if (!command.isRepeatable()) {
      requester.require(Scope.CLEAR);
    }
    return command;
  }

  private <T> CompletionStage<T> ask(
      Requester requester, EventArgs args, int options, Function<ObdConnection, T> request)
      throws RequestException {
    return ask(requester, 1, args, options, request);
  }

  private <T> CompletionStage<T> ask(
      Requester requester,
      int cost,
      EventArgs args,
      int options,
      Function<ObdConnection, T> request)
      throws RequestException {
    double timeout = args.option(options, "timeout_ms", DEFAULT_TIMEOUT_MS, 1, MAX_TIMEOUT_MS);
    return car.submit(requester.id(), cost, Duration.ofMillis((long) timeout), request);
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
