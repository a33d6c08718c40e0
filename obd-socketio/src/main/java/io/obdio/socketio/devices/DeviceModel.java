package io.obdio.socketio.devices;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service09;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.Support;
import io.obdio.core.connection.WatchOptions;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.SimulatorControls;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.hub.HubSubscription;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices of a vehicle and what keeps their states: responses of the hub, the status of the
 * connection, the simulator. Commands are watched while a client is there that may watch.
 *
 * <p>Threads: all methods run on the feed's thread, except where stated otherwise.
 */
final class DeviceModel {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceModel.class);

  /** The readers that have no session. */
  enum Reader {
    /** Clients of REST, for a while after their last request. */
    REST,
    /** The configured webhook. */
    WEBHOOK
  }

  /** The owner of the watches that all clients share. */
  private static final String OWNER = "devices";

  /** The scope that setting a device needs unless it is a switch of the table. */
  static final Scope OTHERS = Scope.CONTROL;

  private static final Duration QUERY_DEADLINE = Duration.ofSeconds(10);
  private static final long SIMULATOR_POLL_MILLIS = 1_000;

  private final VehicleConnection vehicle;
  private final ObdHub hub;
  private final DevicesOptions options;
  private final DeviceFeed feed;
  private final Aliases aliases;
  private final DeviceTable table;
  private final WatchOptions watch;
  private final Map<String, CommandDevice> byCommand = new LinkedHashMap<>();
  private final FlagDevices flags = new FlagDevices();
  private final InfoDevice info;
  private final Map<Device, Scope> scopes;
  private final Set<DeviceSession> sessions = new HashSet<>();
  private final Set<Reader> readers = EnumSet.noneOf(Reader.class);
  private final Set<String> ecus = new HashSet<>();
  private @Nullable HubSubscription subscription;
  private @Nullable SimulatorDevices simulator;
  private boolean watching;
  private boolean askedVin;

  DeviceModel(
      VehicleConnection vehicle,
      ObdHub hub,
      Commands commands,
      DevicesOptions options,
      DeviceFeed feed,
      Aliases aliases,
      Map<Device, Scope> switches,
      String version) {
    this.vehicle = vehicle;
    this.hub = hub;
    this.options = options;
    this.feed = feed;
    this.aliases = aliases;
    this.watch =
        WatchOptions.every(options.watchInterval()).withPriority(WatchOptions.MIN_PRIORITY);
    this.table = new DeviceTable(options.numbers(), aliases, this::isListed);
    this.info = new InfoDevice(version);
    this.scopes = Map.copyOf(switches);
    for (ObdCommand<?> command : commands.all()) {
      if (DeviceCommands.isDevice(command)) {
        byCommand.put(
            command.name(), CommandDevice.of(command, options.watchInterval().toMillis() / 1e3));
      }
    }
    List<Device> devices = new ArrayList<>(byCommand.values());
    devices.addAll(flags.all());
    devices.addAll(switches.keySet());
    devices.add(info);
    table.add(devices);
  }

  /** Returns the table; from any thread. */
  DeviceTable table() {
    return table;
  }

  DeviceFeed feed() {
    return feed;
  }

  Aliases aliases() {
    return aliases;
  }

  /** Returns the scope that setting a device needs. */
  Scope scopeOf(Device device) {
    return scopes.getOrDefault(device, OTHERS);
  }

  /** Returns whether a device is listed; may be called by any thread. */
  private boolean isListed(Device device) {
    return !(device instanceof CommandDevice value)
        || vehicle.status() != ConnectionStatus.CAR_CONNECTED
        || vehicle.support(value.command()) != Support.NOT_SUPPORTED
        || !value.isLost();
  }

  /** Gives a device another alias; returns whether it is another one. */
  boolean rename(Device device, String alias) {
    boolean other = !device.alias().equals(alias);
    aliases.put(device, alias);
    device.setAlias(alias);
    table.reindex();
    return other;
  }

  // ---- clients

  /** Adds a client of the WebSocket. */
  void join(DeviceSession session) {
    if (!session.isOpen()) {
      return;
    }
    sessions.add(session);
    feed.add(session);
    watchForClients();
  }

  /** Removes a client of the WebSocket. */
  void leave(DeviceSession session) {
    session.setClosed();
    feed.remove(session);
    if (sessions.remove(session)) {
      hub.release(session.owner());
      watchForClients();
    }
  }

  /** Gives a client another filter; circuits in it are watched for this client. */
  void changeFilter(DeviceSession session, DeviceFilter filter) {
    if (!session.isOpen()) {
      return;
    }
    feed.remove(session);
    session.setFilter(filter);
    feed.add(session);
    hub.unwatchAll(session.owner());
    if (filter.circuits() != null && session.principal().has(Scope.WATCH)) {
      WatchOptions own =
          WatchOptions.every(Duration.ofMillis(Math.max(10, (long) (1e3 / filter.maxRateHz()))));
      for (CommandDevice device : byCommand.values()) {
        if (filter.passes(device) && device.command().isRepeatable()) {
          hub.watch(session.owner(), device.command(), own);
        }
      }
    }
  }

  /** Adds or removes a reader without a session, which needs the values. */
  void setReader(Reader reader, boolean present) {
    if (present ? readers.add(reader) : readers.remove(reader)) {
      watchForClients();
    }
  }

  private void watchForClients() {
    boolean anyReader = !readers.isEmpty() || !sessions.isEmpty();
    if (anyReader && subscription == null) {
      subscription =
          hub.subscribe(
              byCommand.values().stream().map(CommandDevice::command).toList(),
              1_000.0 / DeviceFeed.TICK_MILLIS,
              responses -> feed.execute(() -> update(responses)));
      refreshAll();
      pollSimulator();
      askVin();
    } else if (!anyReader && subscription != null) {
      hub.unsubscribe(subscription);
      subscription = null;
    }
    boolean mayWatch =
        !readers.isEmpty()
            || sessions.stream().anyMatch(session -> session.principal().has(Scope.WATCH));
    if (mayWatch != watching) {
      watching = mayWatch;
      if (watching) {
        DeviceCommands.watched(options.watch(), byCommand.values())
            .forEach(command -> hub.watch(OWNER, command, watch));
      } else {
        hub.release(OWNER);
      }
    }
  }

  // ---- states

  /** Takes over responses, in the order received. */
  void update(List<ObdResponse<?>> responses) {
    for (ObdResponse<?> response : responses) {
      CommandDevice device = byCommand.get(response.command().name());
      if (device == null) {
        continue;
      }
      device.update(response);
      feed.refresh(device);
      flags.update(response).forEach(feed::refresh);
      response.messages().forEach(message -> ecus.add(message.ecu().toString()));
      if (response.command().name().equals(Service09.VIN.name())
          && response.valueOrNull() instanceof String vin) {
        setVin(vin);
      }
    }
  }

  private void setVin(String vin) {
    info.setVin(vin);
    table.reindex();
    feed.refresh(info);
  }

  /** Updates all devices after a change of the status or with a new reader. */
  void refreshAll() {
    ConnectionStatus status = vehicle.status();
    boolean connected = status == ConnectionStatus.CAR_CONNECTED;
    if (!connected) {
      askedVin = false;
      for (CommandDevice device : byCommand.values()) {
        device.lose();
        feed.refresh(device);
      }
    }
    attachSimulator();
    flags.connected(connected);
    info.update(connected, vehicle.protocol().name(), ecus.size());
    table.devices().stream()
        .filter(device -> !(device instanceof CommandDevice))
        .forEach(feed::refresh);
    if (connected) {
      askVin();
    }
  }

  private void attachSimulator() {
    SimulatorControls controls = vehicle.simulator().orElse(null);
    SimulatorDevices old = simulator;
    if (old != null && old.controls() == controls || old == null && controls == null) {
      return;
    }
    if (old != null) {
      old.close();
      table.removeIf(old.devices()::contains);
      feed.retain(new HashSet<>(table.devices()));
    }
    simulator = controls == null ? null : new SimulatorDevices(controls, this::simulatorChanged);
    if (simulator != null) {
      table.add(simulator.devices());
    }
    pollSimulator();
  }

  /** Handles a change of the simulator; may be called by any thread. */
  private void simulatorChanged() {
    feed.execute(this::refreshSimulator);
  }

  private void refreshSimulator() {
    if (simulator != null) {
      simulator.devices().forEach(feed::refresh);
    }
  }

  private void pollSimulator() {
    if (simulator != null && subscription != null && simulator.beginPolling()) {
      feed.schedule(SIMULATOR_POLL_MILLIS, this::pollOnce);
    }
  }

  private void pollOnce() {
    SimulatorDevices polled = simulator;
    if (polled != null) {
      polled.endPolling();
      refreshSimulator();
      pollSimulator();
    }
  }

  private void askVin() {
    if (askedVin || subscription == null || vehicle.status() != ConnectionStatus.CAR_CONNECTED) {
      return;
    }
    askedVin = true;
    CommandDevice device = byCommand.get(Service09.VIN.name());
    if (device != null && device.isLost()) {
      var unused = query(device, QUERY_DEADLINE);
    }
  }

  /**
   * Requests a value from the vehicle, whose response {@link #update} takes over.
   *
   * @return completes on the feed's thread
   */
  CompletableFuture<CommandDevice> query(CommandDevice device, Duration deadline) {
    CompletableFuture<CommandDevice> result = new CompletableFuture<>();
    try {
      var unused =
          vehicle
              .submit(
                  Devices.CLIENT,
                  1,
                  deadline,
                  connection -> (ObdResponse<?>) connection.query(device.command()))
              .whenComplete(
                  (response, failure) ->
                      feed.executeAlways(
                          () -> {
                            if (response != null) {
                              update(List.of(response));
                              result.complete(device);
                            } else {
                              LOG.debug("{} was not answered", device.name(), failure);
                              result.completeExceptionally(DeviceSetter.reason(failure));
                            }
                          }));
    } catch (RequestException e) {
      result.completeExceptionally(e);
    }
    return result;
  }
}
