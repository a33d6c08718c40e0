package io.obdio.socketio.channels;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.WatchOptions;
import io.obdio.socketio.hub.HubSubscription;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.server.Emitter;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.Socket;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The updates of one room: watches the commands of the channel while the room exists and sends each
 * new response to all of its members. An update is encoded once for all of them.
 */
final class ValueFeed implements AutoCloseable {

  private final ObdHub hub;
  private final String owner;
  private final String event;
  private final Collection<ObdCommand<?>> commands;
  private final boolean all;
  private final @Nullable HubSubscription subscription;

  /**
   * Starts a feed.
   *
   * @param event name of the updates' event
   * @param commands the commands of the channel
   * @param options how they are watched; null to send what any client watches instead
   * @param rateHz updates a second of each command at most
   */
  ValueFeed(
      Namespace namespace,
      ObdHub hub,
      String room,
      String event,
      Collection<ObdCommand<?>> commands,
      @Nullable WatchOptions options,
      double rateHz) {
    this.hub = hub;
    this.owner = namespace.name() + "/" + room;
    this.event = event;
    this.commands = List.copyOf(commands);
    if (options == null) {
      this.subscription = hub.subscribeAll(rateHz, news -> send(namespace, room, news));
    } else if (commands.isEmpty()) {
      this.subscription = null;
    } else {
      commands.forEach(command -> hub.watch(owner, command, options));
      this.subscription = hub.subscribe(commands, rateHz, news -> send(namespace, room, news));
    }
    this.all = options == null;
  }

  private void send(Namespace namespace, String room, List<ObdResponse<?>> responses) {
    for (ObdResponse<?> response : responses) {
      emit(namespace.to(room).latest(key(response)), response);
    }
  }

  private String key(ObdResponse<?> response) {
    return event + " " + response.command().name();
  }

  private void emit(Emitter to, ObdResponse<?> response) {
    to.emit(event, Updates.of(response));
  }

  /** Sends the known values to a client that has just joined. */
  void greet(Socket socket) {
    Collection<ObdResponse<?>> known =
        all
            ? hub.snapshot()
            : commands.stream()
                .<ObdResponse<?>>mapMulti(
                    (command, sink) -> {
                      ObdResponse<?> latest = hub.latest(command.name());
                      if (latest != null) {
                        sink.accept(latest);
                      }
                    })
                .toList();
    known.forEach(response -> emit(socket.latest(key(response)), response));
  }

  @Override
  public void close() {
    if (subscription != null) {
      hub.unsubscribe(subscription);
    }
    hub.release(owner);
  }
}
