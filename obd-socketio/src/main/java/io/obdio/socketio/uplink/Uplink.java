package io.obdio.socketio.uplink;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.WatchOptions;
import io.obdio.socketio.access.Access;
import io.obdio.socketio.event.RequestRow;
import io.obdio.socketio.event.Requester;
import io.obdio.socketio.history.WatchList;
import io.obdio.socketio.hub.HubSubscription;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.telemetry.BrokerListener;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.StateCodec;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The uplink of a vehicle: publishes its status, the values that have changed, the latest values as
 * one message, and trouble codes, and answers requests. Everything published is retained, so that
 * it stays while the vehicle is away; while the vehicle does not answer, nothing is published.
 *
 * <p>Threads: any. Values are published by the hub's thread, requests arrive on a thread of the
 * broker's client; neither blocks.
 */
public final class Uplink implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Uplink.class);

  private static final String OWNER = "uplink";

  /** The payload of the topic {@code status} while there is a connection. */
  public static final String ONLINE = "online";

  /** The payload of the topic {@code status} without a connection; also the will. */
  public static final String OFFLINE = "offline";

  private static final String LIVE = "live";

  /** Requests that arrive in this time after connecting may have waited at the broker. */
  private static final long RETURN_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** A state without changes is sent again after this time, with the time of the last response. */
  private static final long STATE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final Duration REFRESH_DEADLINE = Duration.ofSeconds(30);

  private final MessageBroker broker;
  private final VehicleConnection car;
  private final ObdHub hub;
  private final UplinkOptions options;
  private final Topics topics;
  private final String vehicle;
  private final Map<ObdCommand<?>, WatchOptions> watched;
  private final CodePublisher codes;
  private final LivePublisher live;
  private final UplinkRequests requests;
  private final BrokerListener connectionListener =
      new BrokerListener() {
        @Override
        public void connected() {
          Uplink.this.connected();
        }
      };

  private final List<UplinkListener> listeners = new CopyOnWriteArrayList<>();

  @GuardedBy("this")
  private final UplinkValues values = new UplinkValues();

  @GuardedBy("this")
  private @Nullable HubSubscription subscription;

  @GuardedBy("this")
  private long stateSent;

  private volatile long connectedAt = System.nanoTime();

  /**
   * Creates an uplink.
   *
   * @param broker is started and closed by the caller
   * @param rows the requests that it answers
   * @throws IllegalArgumentException if the watch list names an unknown command
   */
  public Uplink(
      MessageBroker broker,
      VehicleConnection car,
      ObdHub hub,
      Commands commands,
      Collection<RequestRow> rows,
      Access access,
      JsonCodec json,
      UplinkOptions options) {
    this.broker = broker;
    this.car = car;
    this.hub = hub;
    this.options = options;
    this.topics = options.topics();
    this.vehicle = options.vehicle();
    this.watched = WatchList.of(options.watch(), options.interval(), commands);
    this.codes = new CodePublisher(car, commands, json, topics, vehicle, this::publish);
    UplinkRequester requester = new UplinkRequester(access, options.allowed());
    this.live =
        new LivePublisher(
            hub,
            commands,
            options.watch(),
            requester,
            json,
            payload -> publish(BrokerMessage.atMostOnce(topics.of(vehicle, LIVE), payload)));
    List<RequestRow> all = new ArrayList<>(rows);
    rows.stream().filter(row -> row.name().equals("query_now")).forEach(row -> all.add(both(row)));
    this.requests =
        new UplinkRequests(
            all,
            requester,
            new ResponseTopics(topics, vehicle),
            json,
            () -> System.nanoTime() - connectedAt < RETURN_NANOS,
            this::publish);
  }

  /**
   * Adds the form without arguments: it requests all values of the uplink, which publishes them.
   */
  private RequestRow both(RequestRow queryNow) {
    return new RequestRow(
        queryNow.name(),
        queryNow.scope(),
        (requester, args) ->
            args.values().isEmpty()
                ? refresh(requester)
                : queryNow.handler().handle(requester, args));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the caller awaits stages
  private Object refresh(Requester requester) throws RequestException {
    List<ObdCommand<?>> all = List.copyOf(watched.keySet());
    return car.submit(
        requester.id(),
        Math.max(1, all.size()),
        REFRESH_DEADLINE,
        connection -> {
          List<ObdResponse<?>> responses = connection.queryAll(all);
          publishValues(responses, true);
          return responses.stream().filter(response -> !response.isEmpty()).count();
        });
  }

  /** Returns the message that the broker publishes when the connection is lost. */
  public static BrokerMessage will(Topics topics, String vehicle) {
    return BrokerMessage.atLeastOnce(topics.status(vehicle), OFFLINE).retain();
  }

  /** Adds a receiver of what is published; it receives the values that are known already. */
  public void addListener(UplinkListener listener) {
    List<ValueText> known;
    synchronized (this) {
      listeners.add(listener);
      known = values.all();
    }
    if (!known.isEmpty()) {
      listener.valuesFound(known);
    }
  }

  /** Removes a receiver of what is published. */
  public void removeListener(UplinkListener listener) {
    listeners.remove(listener);
  }

  /** Begins to watch and to publish. */
  public synchronized void start() {
    broker.addListener(connectionListener);
    String filter = topics.command(vehicle, "+");
    broker
        .subscribe(filter, this::received)
        .exceptionally(
            failure -> {
              log.warn("requests are not received: {}", failure.getMessage());
              return null;
            });
    watched.forEach((command, how) -> hub.watch(OWNER, command, how));
    double hz = 1000.0 / options.interval().toMillis();
    subscription = hub.subscribeAll(hz, responses -> publishValues(responses, false));
    if (broker.isConnected()) {
      connected();
    }
  }

  /** Publishes everything: the broker may have lost what it was sent before. */
  private void connected() {
    connectedAt = System.nanoTime();
    publish(BrokerMessage.atLeastOnce(topics.status(vehicle), ONLINE).retain());
    codes.connected();
    synchronized (this) {
      values.forgetPublished();
    }
    publishValues(List.of(), true);
  }

  private void received(BrokerMessage message) {
    String id = message.topic().substring(message.topic().lastIndexOf('/') + 1);
    if (id.equals(LIVE)) {
      live.receive(message);
    } else {
      requests.receive(message, id);
    }
  }

  private void publishValues(Collection<ObdResponse<?>> responses, boolean always) {
    List<ValueText> found = new ArrayList<>(0);
    List<ValueText> changed;
    byte[] state;
    synchronized (this) {
      for (ObdResponse<?> response : responses) {
        found.addAll(values.add(response));
      }
      if (!broker.isConnected()) {
        changed = List.of();
        state = null;
      } else {
        changed = values.takeChanged();
        state = state(always || !changed.isEmpty());
      }
    }
    responses.forEach(codes::add);
    if (!found.isEmpty()) {
      listeners.forEach(listener -> listener.valuesFound(found));
    }
    for (ValueText value : changed) {
      byte[] text = value.text().getBytes(StandardCharsets.UTF_8);
      publish(BrokerMessage.atMostOnce(topics.value(vehicle, value.name()), text).retain());
    }
    if (state != null) {
      publish(BrokerMessage.atMostOnce(topics.state(vehicle), state).retain());
    }
  }

  @GuardedBy("this")
  private byte @Nullable [] state(boolean changed) {
    long now = System.nanoTime();
    if (values.all().isEmpty() || !changed && now - stateSent < STATE_NANOS) {
      return null;
    }
    stateSent = now;
    return StateCodec.encode(values.state());
  }

  /** Sends a message; one that is lost with the connection is replaced after the next one. */
  private void publish(BrokerMessage message) {
    broker
        .publish(message)
        .exceptionally(
            failure -> {
              log.debug("{} was not published: {}", message.topic(), failure.toString());
              return null;
            });
  }

  /** Publishes that the vehicle is away, and ends its requests; the broker is still open. */
  @Override
  public void close() {
    HubSubscription old;
    synchronized (this) {
      old = subscription;
      subscription = null;
    }
    if (old != null) {
      hub.unsubscribe(old);
    }
    hub.release(OWNER);
    live.close();
    broker.removeListener(connectionListener);
    broker.unsubscribe(topics.command(vehicle, "+"));
    publish(will(topics, vehicle));
  }
}
