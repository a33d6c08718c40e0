package io.obdio.socketio.alarm;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.Support;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The alarms of the connected vehicle. The rules of the configuration cannot be edited; clients add
 * and edit others, which a {@link RuleStore} keeps. The commands of enabled rules are watched.
 *
 * <p>Threads: all methods may be called by any thread and do not block. Listeners are called under
 * the lock, so that each receives the changes in order.
 */
public final class Alarms implements VehicleListener, AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(250);

  private final VehicleConnection vehicle;
  private final Commands commands;
  private final Map<String, AlarmRule> configured = new LinkedHashMap<>();
  private final RuleStore store;
  private final List<AlarmListener> listeners;
  private final AlarmJson json = new AlarmJson(InstantSource.system(), System::nanoTime);

  @GuardedBy("this")
  private final Map<String, AlarmRule> edited = new LinkedHashMap<>();

  @GuardedBy("this")
  private final AlarmEngine engine = new AlarmEngine();

  @GuardedBy("this")
  private final AlarmWatches watches;

  /**
   * Creates the alarms and watches what their rules need.
   *
   * @param configured the rules of the configuration
   * @param kept the rules that clients have added; one with the id of a configured rule is ignored
   * @param store keeps the rules that clients edit
   * @param listeners receive all changes
   * @throws IllegalArgumentException if there are too many rules, or two of one id
   */
  public Alarms(
      ObdHub hub,
      VehicleConnection vehicle,
      Commands commands,
      List<AlarmRule> configured,
      List<AlarmRule> kept,
      RuleStore store,
      List<AlarmListener> listeners) {
    this.vehicle = vehicle;
    this.commands = commands;
    this.store = store;
    this.listeners = List.copyOf(listeners);
    for (AlarmRule rule : configured) {
      if (this.configured.put(rule.id(), rule) != null) {
        throw new IllegalArgumentException("there are two rules of the id '" + rule.id() + "'");
      }
    }
    kept.forEach(rule -> edited.put(rule.id(), rule));
    edited.keySet().removeAll(this.configured.keySet());
    this.watches = new AlarmWatches(hub, commands, this::received);
    apply();
    hub.every(TICK, this::tick);
  }

  /** Passes the present rules to the engine and watches their commands. */
  private synchronized void apply() {
    List<AlarmRule> rules = new ArrayList<>(configured.values());
    rules.addAll(edited.values());
    notifyListeners(engine.setRules(rules, System.nanoTime()));
    watches.set(engine.commands());
  }

  private synchronized void received(List<ObdResponse<?>> responses) {
    long now = System.nanoTime();
    for (ObdResponse<?> response : responses) {
      notifyListeners(engine.value(response.command().name(), response.valueOrNull(), now));
    }
  }

  private synchronized void tick() {
    notifyListeners(engine.tick(System.nanoTime()));
  }

  @Override
  public synchronized void statusChanged(ConnectionStatus status, String reason) {
    if (status == ConnectionStatus.CAR_CONNECTED) {
      watches.set(engine.commands()); // the vehicle's definitions may have added commands
    } else {
      notifyListeners(engine.vehicleLost(System.nanoTime()));
    }
  }

  @Override
  public void closed() {
    statusChanged(ConnectionStatus.NOT_CONNECTED, "");
  }

  @GuardedBy("this")
  private void notifyListeners(List<AlarmChange> changes) {
    for (AlarmChange change : changes) {
      Map<String, Object> sent = json.change(change);
      listeners.forEach(listener -> listener.changed(change, sent));
    }
  }

  /**
   * Returns all alarms in the order of the rules: the members of {@link AlarmListener}'s alarm,
   * with {@code editable}, and {@code problem} if the rule can have no value.
   */
  public List<Map<String, Object>> list() {
    List<AlarmState> states;
    synchronized (this) {
      states = engine.states();
    }
    List<Map<String, Object>> list = new ArrayList<>();
    for (AlarmState state : states) {
      Map<String, Object> alarm = json.alarm(state);
      alarm.put("editable", !configured.containsKey(state.rule().id()));
      String problem = problem(state.rule());
      if (problem != null) {
        alarm.put("problem", problem);
      }
      list.add(alarm);
    }
    return list;
  }

  /** Returns why a rule has no value, if that is known. */
  private @Nullable String problem(AlarmRule rule) {
    for (String name : rule.commands()) {
      ObdCommand<?> command = commands.find(name).orElse(null);
      if (command == null || !command.isRepeatable()) {
        return "unknown_signal";
      }
      if (vehicle.support(command) == Support.NOT_SUPPORTED) {
        return "not_supported";
      }
    }
    return null;
  }

  /**
   * Adds a rule or replaces the one of its id.
   *
   * @return completes when the rule is kept
   * @throws RequestException {@link ErrorCode#NOT_ALLOWED} if the configuration has a rule of this
   *     id, {@link ErrorCode#BAD_ARGUMENT} if there are too many rules
   */
  public synchronized CompletableFuture<@Nullable Void> put(AlarmRule rule)
      throws RequestException {
    requireEditable(rule.id());
    int total = configured.size() + edited.size();
    if (!edited.containsKey(rule.id()) && total >= AlarmEngine.MAX_RULES) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, "there are " + total + " rules already; remove one first");
    }
    edited.put(rule.id(), rule);
    apply();
    return store.save(editedRules());
  }

  /**
   * Removes a rule.
   *
   * @return completes when it is gone from the store
   * @throws RequestException {@link ErrorCode#NOT_ALLOWED} if the rule belongs to the
   *     configuration, {@link ErrorCode#NOT_SUPPORTED} if there is none
   */
  public synchronized CompletableFuture<@Nullable Void> remove(String id) throws RequestException {
    requireEditable(id);
    if (edited.remove(id) == null) {
      throw unknown();
    }
    apply();
    return store.save(editedRules());
  }

  private void requireEditable(String id) throws RequestException {
    if (configured.containsKey(id)) {
      throw new RequestException(
          ErrorCode.NOT_ALLOWED,
          "the rule '" + id + "' belongs to the configuration of the server: edit its file");
    }
  }

  private static RequestException unknown() {
    return new RequestException(
        ErrorCode.NOT_SUPPORTED, "there is no rule of this id; GET /api/v1/alarms lists them");
  }

  @GuardedBy("this")
  private List<Map<String, Object>> editedRules() {
    return edited.values().stream().map(AlarmRules::json).toList();
  }

  /**
   * Acknowledges the alarm of a rule, or all if the id is empty. Does nothing if there is nothing
   * to acknowledge.
   *
   * @throws RequestException {@link ErrorCode#NOT_SUPPORTED} if there is no rule of the id
   */
  public synchronized void acknowledge(String id) throws RequestException {
    if (!id.isEmpty() && engine.state(id) == null) {
      throw unknown();
    }
    notifyListeners(engine.acknowledge(id));
  }

  /**
   * Sends a change of the kind {@link AlarmChange.Kind#TEST} to all listeners.
   *
   * @throws RequestException {@link ErrorCode#NOT_SUPPORTED} if there is no rule of the id
   */
  public synchronized void test(String id) throws RequestException {
    AlarmState state = engine.state(id);
    if (state == null) {
      throw unknown();
    }
    notifyListeners(List.of(new AlarmChange(AlarmChange.Kind.TEST, state)));
  }

  /** Ends the watches. */
  @Override
  public synchronized void close() {
    watches.close();
  }
}
