package io.obdio.socketio.uplink;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.WatchOptions;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.history.WatchList;
import io.obdio.socketio.hub.HubSubscription;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.LimitedLog;
import io.obdio.socketio.telemetry.StateCodec;
import io.obdio.socketio.uplink.LiveInterests.Interest;
import io.obdio.socketio.vehicle.CommandNames;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestErrors;
import io.obdio.socketio.vehicle.RequestException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publisher of live values: while they are requested with {@code cmd/live}, the changed ones
 * are sent to the topic {@code live} at a short interval.
 *
 * <p>Threads: any; values are sent by the hub's thread.
 */
final class LivePublisher implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LivePublisher.class);

  private static final String OWNER = "uplink.live";
  private static final int MIN_MILLIS = 100;
  private static final int MAX_MILLIS = 60_000;
  private static final int DEFAULT_MILLIS = 1_000;
  private static final int MAX_SECONDS = 600;
  private static final int DEFAULT_SECONDS = 60;
  private static final int MAX_BYTES = 262_144;

  private final LimitedLog invalid = new LimitedLog(log);
  private final ObdHub hub;
  private final Commands commands;
  private final List<String> watch;
  private final UplinkRequester requester;
  private final JsonCodec json;
  private final Consumer<byte[]> out;

  /** Runs a task a second later. */
  private final Executor later;

  /** Whether {@link #tick} is due: once, however many requests there are. */
  @GuardedBy("this")
  private boolean ticking;

  @GuardedBy("this")
  private final LiveInterests interests = new LiveInterests();

  @GuardedBy("this")
  private @Nullable Interest active;

  @GuardedBy("this")
  private @Nullable HubSubscription subscription;

  @GuardedBy("this")
  private UplinkValues values = new UplinkValues();

  @GuardedBy("this")
  private boolean closed;

  /**
   * Creates it.
   *
   * @param watch what is sent if a request names nothing, see {@link WatchList}
   * @param out receives payloads; must not block
   */
  LivePublisher(
      ObdHub hub,
      Commands commands,
      List<String> watch,
      UplinkRequester requester,
      JsonCodec json,
      Consumer<byte[]> out) {
    this(
        hub,
        commands,
        watch,
        requester,
        json,
        out,
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
  }

  LivePublisher(
      ObdHub hub,
      Commands commands,
      List<String> watch,
      UplinkRequester requester,
      JsonCodec json,
      Consumer<byte[]> out,
      Executor later) {
    this.hub = hub;
    this.commands = commands;
    this.watch = watch;
    this.requester = requester;
    this.json = json;
    this.out = out;
    this.later = later;
  }

  /** Handles a request; an invalid one is logged, because it has no response. */
  void receive(BrokerMessage message) {
    if (message.retained()) {
      invalid.warn("a retained request for live values is ignored");
      return;
    }
    try {
      requester.require(Scope.WATCH);
      byte[] payload = message.payload();
      if (payload.length > MAX_BYTES) {
        throw new RequestException(
            ErrorCode.BAD_ARGUMENT, "a request of more than " + MAX_BYTES + " bytes");
      }
      Object request = payload.length == 0 ? Map.of() : json.decode(payload, 0, payload.length);
      EventArgs args = new EventArgs(List.of(request == null ? Map.of() : request));
      Duration interval =
          Duration.ofMillis(
              (long) args.option(0, "interval_ms", DEFAULT_MILLIS, MIN_MILLIS, MAX_MILLIS));
      Duration time =
          Duration.ofSeconds((long) args.option(0, "for_s", DEFAULT_SECONDS, 1, MAX_SECONDS));
      Object names = request instanceof Map<?, ?> map ? map.get("names") : null;
      List<String> named = names == null ? null : EventArgs.namesOf(names);
      add(new Interest(interval, named == null ? null : new LinkedHashSet<>(named)), time);
    } catch (RequestException | JsonException e) {
      invalid.warn("invalid request for live values: " + e.getMessage());
    }
  }

  private synchronized void add(Interest interest, Duration time) throws RequestException {
    Map<ObdCommand<?>, WatchOptions> known = commandsOf(interest); // throws if none is known
    Set<String> names =
        interest.names() == null
            ? null
            : known.keySet().stream().map(ObdCommand::name).collect(Collectors.toSet());
    interests.add(new Interest(interest.interval(), names), time, now());
    update();
    schedule();
  }

  @GuardedBy("this")
  private void schedule() {
    if (active != null && !ticking) {
      ticking = true;
      later.execute(this::tick);
    }
  }

  /** Ends requests whose time is over. */
  private synchronized void tick() {
    ticking = false;
    update();
    schedule();
  }

  private static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private synchronized void update() {
    Interest effective = closed ? null : interests.effective(now()).orElse(null);
    if (Objects.equals(effective, active)) {
      return;
    }
    HubSubscription old = subscription;
    if (old != null) {
      hub.unsubscribe(old);
    }
    hub.release(OWNER);
    active = effective;
    subscription = null;
    values = new UplinkValues();
    if (effective != null) {
      begin(effective);
    }
  }

  @GuardedBy("this")
  private void begin(Interest effective) {
    double hz = 1000.0 / effective.interval().toMillis();
    try {
      Map<ObdCommand<?>, WatchOptions> own = commandsOf(effective);
      own.forEach((command, how) -> hub.watch(OWNER, command, how));
      subscription =
          effective.names() == null
              ? hub.subscribeAll(hz, this::send)
              : hub.subscribe(own.keySet(), hz, this::send);
    } catch (RequestException e) {
      log.warn("no live values: {}", e.getMessage()); // the definitions have changed
    }
  }

  private Map<ObdCommand<?>, WatchOptions> commandsOf(Interest interest) throws RequestException {
    if (interest.names() == null) {
      return WatchList.of(watch, interest.interval(), commands);
    }
    CommandNames known = new CommandNames(commands);
    RequestErrors errors = new RequestErrors();
    Map<ObdCommand<?>, WatchOptions> found = new LinkedHashMap<>();
    for (String name : interest.names()) {
      try {
        found.put(known.findRepeatable(name), WatchOptions.every(interest.interval()));
      } catch (RequestException e) {
        errors.add(e);
      }
    }
    if (found.isEmpty()) {
      errors.throwIfAny();
    }
    return found;
  }

  private void send(Collection<ObdResponse<?>> responses) {
    List<ValueText> changed;
    long time = 0;
    synchronized (this) {
      for (ObdResponse<?> response : responses) {
        values.add(response);
        time = Math.max(time, response.time().toEpochMilli());
      }
      changed = values.takeChanged();
    }
    if (!changed.isEmpty()) {
      out.accept(StateCodec.encode(UplinkValues.state(time, changed)));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    update();
  }
}
