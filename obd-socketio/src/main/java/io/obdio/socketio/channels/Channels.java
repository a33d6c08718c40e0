package io.obdio.socketio.channels;

import io.obdio.core.command.Commands;
import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessRule;
import io.obdio.socketio.access.AccessTable;
import io.obdio.socketio.event.ClientSessions;
import io.obdio.socketio.event.EventGuard;
import io.obdio.socketio.event.EventRow;
import io.obdio.socketio.event.EventTable;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.vehicle.CommandNames;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.time.Duration;

/**
 * The channels of a vehicle in one namespace. After the client has authenticated it also has the
 * events of the vehicle, if these are registered in the namespace.
 *
 * <p>Threads: all methods may be called by any thread.
 */
public final class Channels {

  private static final Duration SWEEP_INTERVAL = Duration.ofMillis(500);

  private final EventTable events = new EventTable();
  private final EventTable login = new EventTable();
  private final VehicleFeed vehicleFeed;

  /**
   * Serves the channels in a namespace.
   *
   * @param namespace has no middleware that requires a key: clients authenticate by event
   * @param vehicleEvents further events that clients may use, already registered there
   */
  public Channels(
      Namespace namespace,
      VehicleConnection vehicle,
      ObdHub hub,
      Commands commands,
      ClientSessions sessions,
      Access access,
      EventTable vehicleEvents,
      ChannelOptions options) {
    ValueFeeds feeds = new ValueFeeds(namespace, hub, vehicle, commands);
    SimFeed simFeed = new SimFeed(namespace, vehicle, hub);
    this.vehicleFeed = new VehicleFeed(namespace, vehicle);
    Members members =
        new Members(
            new ChannelNames(new CommandNames(commands), vehicle),
            feeds,
            vehicleFeed,
            new RawFeed(namespace, vehicle),
            simFeed,
            sessions);
    Login authentication = new Login(sessions, access, options.authTimeout(), members);
    JsonCodec json = new JacksonJson();
    new ChannelEvents(members, json, options.channelsEcho(), System::nanoTime)
        .register(events, simFeed);
    login.put(EventRow.silent(Login.AUTH, null, authentication::auth));
    declare(access.table(), namespace.name());
    authentication.bind(namespace);
    login.bind(namespace, EventGuard.NONE);
    events.bind(namespace, sessions);
    EventTable.rejectUnknown(namespace, sessions, events, login, vehicleEvents);
    namespace.onDisconnect((socket, reason) -> members.disconnected());
    hub.every(SWEEP_INTERVAL, members::sweep);
    vehicle.addListener(vehicleFeed);
    access.audit().addListener(vehicleFeed::audited);
    access
        .audit()
        .addListener(
            entry -> {
              if (entry.action().equals("clear_dtc") && entry.outcome().equals("ok")) {
                feeds.refreshTrouble();
              }
            });
  }

  /** Adds the rules of the event {@code auth} and of the channels. */
  private static void declare(AccessTable table, String namespace) {
    table.put(AccessRule.open(namespace, Login.AUTH));
    ChannelNames.scopes()
        .forEach((name, scope) -> table.put(AccessRule.keyed("channel", name, scope)));
  }

  /** Returns the events of the channels, except {@code auth}, which needs no scope. */
  public EventTable events() {
    return events;
  }

  /** Sends a notice to all clients in the channel {@code vehicle}. */
  public void notice(String message) {
    vehicleFeed.notice(message);
  }
}
