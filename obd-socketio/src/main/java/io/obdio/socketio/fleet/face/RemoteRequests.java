package io.obdio.socketio.fleet.face;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.fleet.VehicleInfo;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of clients to vehicles over the broker. A request is {@code {"method": "query_now",
 * "params": ["RPM"]}} on the topic {@code cmd/ID} of the vehicle; the response arrives on a topic
 * of the same vehicle that belongs to this server. The numbers of pending requests are limited for
 * each client, each vehicle and in total.
 *
 * <p>Threads: all methods may be called by any thread and do not block.
 */
final class RemoteRequests {

  private static final Logger log = LoggerFactory.getLogger(RemoteRequests.class);

  /** Pending requests of one client. */
  static final int MAX_OF_CLIENT = 8;

  /** Pending requests to one vehicle. */
  static final int MAX_TO_VEHICLE = 16;

  /** Pending requests of all clients. */
  static final int MAX_PENDING = 1_024;

  private static final int MAX_RESPONSE_BYTES = 262_144;
  private static final int MAX_MESSAGE = 500;

  private final MessageBroker broker;
  private final Topics topics;
  private final JsonCodec json;
  private final FaceTimer timer;

  /** Distinguishes the responses to this server from those to others. */
  private final String server = UUID.randomUUID().toString().substring(0, 8);

  @GuardedBy("this")
  private final Map<String, PendingRequest> pending = new HashMap<>();

  @GuardedBy("this")
  private long count;

  RemoteRequests(MessageBroker broker, Topics topics, JsonCodec json, FaceTimer timer) {
    this.broker = broker;
    this.topics = topics;
    this.json = json;
    this.timer = timer;
  }

  /** Subscribes to the responses. */
  @SuppressWarnings("FutureReturnValueIgnored") // the outcome is logged
  void start() {
    String filter = topics.of("+", "res/" + server + "/+");
    broker
        .subscribe(filter, this::onResponse)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                log.warn("{} cannot be subscribed to: {}", filter, failure.getMessage());
              }
            });
  }

  /** Returns the number of pending requests. */
  synchronized int size() {
    return pending.size();
  }

  /**
   * Sends a request.
   *
   * @param client id of the client: of its socket, or of its key and address
   * @param params the arguments
   * @param scopes what the client may do: the vehicle knows better what a command needs
   * @param timeout time for the response
   * @return completes with the result of the vehicle; fails with {@link RequestException}
   * @throws RequestException if it cannot be sent now
   */
  @SuppressWarnings("FutureReturnValueIgnored") // a failure to send fails the answer
  CompletableFuture<@Nullable Object> send(
      String client,
      VehicleInfo vehicle,
      String method,
      List<?> params,
      Set<Scope> scopes,
      Duration timeout)
      throws RequestException {
    if (!vehicle.online()) {
      throw new RequestException(
          ErrorCode.NOT_CONNECTED, "the vehicle '" + vehicle.id() + "' is offline");
    }
    CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    String number = register(new PendingRequest(client, vehicle.id(), answer));
    FaceTimer.Timeout deadline =
        timer.schedule(
            timeout,
            () ->
                finish(number)
                    .ifPresent(
                        late -> fail(late, ErrorCode.TIMEOUT, "the vehicle did not respond")));
    BrokerMessage message = message(vehicle.id(), number, method, params, scopes, timeout);
    broker
        .publish(message)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                finish(number)
                    .ifPresent(
                        lost ->
                            fail(lost, ErrorCode.UNAVAILABLE, "the broker cannot be reached now"));
              }
            });
    return answer.whenComplete((result, failure) -> deadline.cancel());
  }

  private synchronized String register(PendingRequest request) throws RequestException {
    int ofClient = 0;
    int toVehicle = 0;
    for (PendingRequest each : pending.values()) {
      ofClient += each.client().equals(request.client()) ? 1 : 0;
      toVehicle += each.vehicle().equals(request.vehicle()) ? 1 : 0;
    }
    if (ofClient >= MAX_OF_CLIENT || toVehicle >= MAX_TO_VEHICLE || pending.size() >= MAX_PENDING) {
      throw new RequestException(
          ErrorCode.BUSY,
          ofClient >= MAX_OF_CLIENT
              ? MAX_OF_CLIENT + " requests of this client are already pending"
              : "too many requests of other clients are pending: try again later");
    }
    String number = Long.toString(++count);
    pending.put(number, request);
    return number;
  }

  private synchronized Optional<PendingRequest> finish(String number) {
    return Optional.ofNullable(pending.remove(number));
  }

  private BrokerMessage message(
      String vehicle,
      String number,
      String method,
      List<?> params,
      Set<Scope> scopes,
      Duration timeout) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("method", method);
    request.put("params", params);
    request.put("scopes", scopes.stream().map(Scope::word).sorted().toList());
    byte[] payload;
    try {
      payload = json.encode(request, List.of());
    } catch (JsonException e) {
      throw new IllegalStateException("what a client sent as JSON cannot be written as JSON", e);
    }
    return new BrokerMessage(
        topics.command(vehicle, server + "-" + number),
        payload,
        1,
        false,
        topics.response(vehicle, server + "/" + number),
        null,
        timeout);
  }

  private static void fail(PendingRequest request, ErrorCode code, String message) {
    request.answer().completeExceptionally(new RequestException(code, message));
  }

  private void onResponse(BrokerMessage message) {
    String topic = message.topic();
    String number = topic.substring(topic.lastIndexOf('/') + 1);
    Optional<PendingRequest> found;
    synchronized (this) {
      PendingRequest request = pending.get(number);
      // A vehicle answers only what it was asked itself.
      boolean own = request != null && topics.vehicle(topic).equals(Optional.of(request.vehicle()));
      found = own ? finish(number) : Optional.empty();
    }
    found.ifPresent(request -> answer(request, message.payload()));
  }

  private void answer(PendingRequest request, byte[] payload) {
    try {
      Object read =
          payload.length > MAX_RESPONSE_BYTES ? null : json.decode(payload, 0, payload.length);
      if (read instanceof Map<?, ?> response && Boolean.TRUE.equals(response.get("ok"))) {
        request.answer().complete(response.get("result"));
        return;
      }
      if (read instanceof Map<?, ?> response && response.get("error") instanceof Map<?, ?> error) {
        fail(request, code(error.get("code")), text(error.get("message")));
        return;
      }
    } catch (JsonException e) {
      log.debug("The response of '{}' is not JSON", request.vehicle(), e);
    }
    fail(request, ErrorCode.CAR_ERROR, "the response of the vehicle is not valid");
  }

  private static ErrorCode code(@Nullable Object word) {
    return Stream.of(ErrorCode.values())
        .filter(code -> code.word().equals(word))
        .findFirst()
        .orElse(ErrorCode.CAR_ERROR);
  }

  private static String text(@Nullable Object message) {
    return message instanceof String text
        ? text.substring(0, Math.min(text.length(), MAX_MESSAGE))
        : "the vehicle failed";
  }
}
