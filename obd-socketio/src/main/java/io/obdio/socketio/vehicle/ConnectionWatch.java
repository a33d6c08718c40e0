package io.obdio.socketio.vehicle;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.ObdWatcher;
import io.obdio.core.connection.Support;
import io.obdio.core.connection.WatchOptions;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.hub.WatchTarget;
import java.util.function.Consumer;

/**
 * The watcher of one connection, which the hub gives the commands of all clients. Commands that the
 * vehicle does not support are not watched; where that is not known yet, the first request shows
 * it, and its empty response is not published.
 *
 * <p>Threads: all methods may be called by any thread and do not block.
 */
final class ConnectionWatch implements WatchTarget, AutoCloseable {

  private final ObdConnection connection;
  private final ObdWatcher watcher;

  /** Creates a watcher of a connection; {@code hub} receives its responses. */
  ConnectionWatch(ObdConnection connection, ObdHub hub) {
    this.connection = connection;
    this.watcher =
        new ObdWatcher(
            connection,
            response -> {
              if (isPublished(response)) {
                hub.publish(response);
              }
            });
  }

  /** Adds a listener to the responses, which is called by the thread of the callbacks. */
  void addListener(Consumer<? super ObdResponse<?>> listener) {
    watcher.addListener(
        response -> {
          if (isPublished(response)) {
            listener.accept(response);
          }
        });
  }

  /** Returns false if the response only shows that the vehicle does not support the command. */
  private boolean isPublished(ObdResponse<?> response) {
    return !response.isEmpty() || connection.support(response.command()) != Support.NOT_SUPPORTED;
  }

  @Override
  public void watch(ObdCommand<?> command, WatchOptions options) {
    if (mayWatch(command)) {
      watcher.watch(command, options);
    } else {
      watcher.unwatch(command);
    }
  }

  /** Returns false for commands that the vehicle does not support, or while it is absent. */
  private boolean mayWatch(ObdCommand<?> command) {
    return switch (connection.support(command)) {
      case SUPPORTED -> true;
      case NOT_SUPPORTED -> false;
      case UNKNOWN -> connection.status() == ConnectionStatus.CAR_CONNECTED;
    };
  }

  /** Stops watching what the vehicle does not support, now that this is known. */
  void removeUnsupported() {
    for (ObdCommand<?> command : watcher.watched()) {
      if (connection.support(command) == Support.NOT_SUPPORTED) {
        watcher.unwatch(command);
      }
    }
  }

  @Override
  public void unwatch(ObdCommand<?> command) {
    watcher.unwatch(command);
  }

  /** Sets whether the requests are suspended. */
  void setPaused(boolean paused) {
    if (paused) {
      watcher.pause();
    } else {
      watcher.resume();
    }
  }

  /** Returns whether the poll loop works. */
  boolean isAlive() {
    return watcher.isAlive();
  }

  @Override
  public void close() {
    watcher.close();
  }
}
