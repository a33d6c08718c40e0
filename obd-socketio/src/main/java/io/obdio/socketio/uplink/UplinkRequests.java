package io.obdio.socketio.uplink;

import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.event.RequestRow;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.LimitedLog;
import io.obdio.socketio.vehicle.ClientText;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of the topics {@code cmd/ID}: {@code {"method": "query_now", "params": ["RPM"]}}.
 * The methods and their parameters are the events of the namespace {@code /} and their arguments.
 *
 * <p>At most {@value #MAX_RUNNING} requests run at once; further ones fail with {@link
 * ErrorCode#BUSY}. For any thread.
 */
final class UplinkRequests {

  private static final Logger log = LoggerFactory.getLogger(UplinkRequests.class);

  private static final int MAX_RUNNING = 16;
  private static final int MAX_BYTES = 16_384;

  private final LimitedLog ignored = new LimitedLog(log);
  private final Map<String, RequestRow> rows = new TreeMap<>();
  private final UplinkRequester requester;
  private final ResponseTopics topics;
  private final JsonCodec json;
  private final BooleanSupplier returned;
  private final Consumer<BrokerMessage> responses;
  private final AtomicInteger running = new AtomicInteger();

  /**
   * Creates the requests.
   *
   * @param returned whether the connection has been established just now, so that the broker may
   *     deliver requests that were sent to the absent vehicle
   * @param responses receives the responses; must not block
   */
  UplinkRequests(
      Collection<RequestRow> requests,
      UplinkRequester requester,
      ResponseTopics topics,
      JsonCodec json,
      BooleanSupplier returned,
      Consumer<BrokerMessage> responses) {
    requests.forEach(row -> rows.put(row.name(), row));
    this.requester = requester;
    this.topics = topics;
    this.json = json;
    this.returned = returned;
    this.responses = responses;
  }

  /**
   * Handles a request.
   *
   * @param id of the request: the last part of its topic
   */
  void receive(BrokerMessage message, String id) {
    if (message.retained()) {
      // It would be repeated after each connection.
      ignored.warn("a retained request is ignored: " + message.topic());
      return;
    }
    Response to = new Response(message, topics.of(message, id));
    if (running.incrementAndGet() > MAX_RUNNING) {
      running.decrementAndGet();
      to.fail(new RequestException(ErrorCode.BUSY, MAX_RUNNING + " requests are running"));
      return;
    }
    Object result;
    Consumer<String> outcome = ignored -> {};
    try {
      Map<?, ?> request = parse(message);
      RequestRow row = row(request);
      List<@Nullable Object> params = params(request);
      if (Scope.CHANGING.contains(row.scope())) {
        String argument = !params.isEmpty() && params.get(0) instanceof String text ? text : "";
        outcome = requester.recorder(row.name(), argument);
      }
      boolean stale = message.expiry() == null && returned.getAsBoolean();
      UplinkRequester client = limited(stale ? requester.stale() : requester, request);
      client.require(row.scope());
      result = row.handler().handle(client, new EventArgs(params));
    } catch (RequestException | RuntimeException e) {
      running.decrementAndGet();
      outcome.accept(to.fail(e));
      return;
    }
    await(result, to, outcome);
  }

  private void await(@Nullable Object result, Response to, Consumer<String> outcome) {
    if (!(result instanceof CompletionStage<?> stage)) {
      running.decrementAndGet();
      to.succeed(result);
      outcome.accept("ok");
      return;
    }
    stage.whenComplete(
        (value, failure) -> {
          running.decrementAndGet();
          if (failure == null) {
            to.succeed(value);
            outcome.accept("ok");
          } else {
            outcome.accept(to.fail(failure));
          }
        });
  }

  private Map<?, ?> parse(BrokerMessage message) throws RequestException {
    byte[] payload = message.payload();
    try {
      if (payload.length <= MAX_BYTES
          && json.decode(payload, 0, payload.length) instanceof Map<?, ?> request) {
        return request;
      }
    } catch (JsonException e) {
      log.debug("not JSON: {}", message.topic(), e);
    }
    throw new RequestException(
        ErrorCode.BAD_ARGUMENT,
        "a request is an object such as {\"method\":\"query_now\",\"params\":[\"RPM\"]}, of at"
            + " most "
            + MAX_BYTES
            + " bytes");
  }

  private RequestRow row(Map<?, ?> request) throws RequestException {
    RequestRow row = request.get("method") instanceof String name ? rows.get(name) : null;
    if (row == null) {
      throw new RequestException(
          ErrorCode.UNKNOWN_EVENT,
          "there is no method '"
              + ClientText.brief(String.valueOf(request.get("method")))
              + "'; there are "
              + String.join(", ", rows.keySet()));
    }
    return row;
  }

  private static List<@Nullable Object> params(Map<?, ?> request) throws RequestException {
    Object params = request.get("params");
    if (params == null) {
      return List.of();
    }
    if (params instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    throw new RequestException(ErrorCode.BAD_ARGUMENT, "params must be an array");
  }

  /** Returns the client with the scopes that the request names: a fleet forwards those of a key. */
  private static UplinkRequester limited(UplinkRequester client, Map<?, ?> request)
      throws RequestException {
    Object words = request.get("scopes");
    if (words == null) {
      return client;
    }
    if (!(words instanceof List<?> list)) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, "scopes must be an array");
    }
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    list.forEach(word -> Scope.ofWord(String.valueOf(word)).ifPresent(scopes::add));
    return client.limitedTo(scopes);
  }

  /** The destination of the response to one request. */
  private final class Response {
    private final BrokerMessage request;
    private final String topic;

    Response(BrokerMessage request, String topic) {
      this.request = request;
      this.topic = topic;
    }

    void succeed(@Nullable Object result) {
      Map<String, @Nullable Object> tree = new TreeMap<>();
      tree.put("ok", true);
      tree.put("result", result);
      send(tree);
    }

    /** Sends a failure; returns its code. */
    String fail(Throwable failure) {
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      RequestException error;
      if (cause instanceof RequestException known) {
        error = known;
      } else {
        log.error("the request {} failed", request.topic(), cause);
        error =
            new RequestException(
                ErrorCode.INTERNAL, "the handler of the program failed; see its log");
      }
      String message = String.valueOf(error.getMessage());
      send(Map.of("ok", false, "error", Map.of("code", error.code().word(), "message", message)));
      return error.code().word();
    }

    private void send(Map<String, ?> tree) {
      try {
        byte[] payload = json.encode(tree, new ArrayList<>());
        responses.accept(
            new BrokerMessage(topic, payload, 1, false, null, request.correlation(), null));
      } catch (JsonException e) {
        log.error("the response to {} cannot be written", request.topic(), e);
      }
    }
  }
}
