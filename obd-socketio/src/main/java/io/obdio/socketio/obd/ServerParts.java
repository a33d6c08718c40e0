package io.obdio.socketio.obd;

import io.obdio.socketio.server.SocketIoServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Additions of optional parts of a program to a server: changes of its builder, reasons why it
 * works only partly, and tasks for its end. Safe for use by any thread.
 */
public final class ServerParts {
  private final List<Consumer<SocketIoServer.Builder>> changes = new CopyOnWriteArrayList<>();
  private final List<Supplier<Optional<String>>> checks = new CopyOnWriteArrayList<>();
  private final List<Runnable> beforeClose = new CopyOnWriteArrayList<>();
  private final List<Runnable> closers = new CopyOnWriteArrayList<>();

  ServerParts() {}

  /**
   * Changes the Socket.IO server, such as its adapter; to be called before the server is created.
   */
  public ServerParts onCreate(Consumer<SocketIoServer.Builder> change) {
    changes.add(change);
    return this;
  }

  /**
   * Adds a check of a part without which the server still serves its clients. While it returns a
   * reason, {@code /health} and {@code /ready} report {@code degraded}.
   *
   * @param check returns a short reason, without quotes and without secrets; called on event loops,
   *     must not block
   */
  public ServerParts degradedIf(Supplier<Optional<String>> check) {
    checks.add(check);
    return this;
  }

  /** Adds a task that runs after the server was closed. */
  public ServerParts onClosed(Runnable task) {
    closers.add(task);
    return this;
  }

  void beforeClose(Runnable task) {
    beforeClose.add(task);
  }

  void change(SocketIoServer.Builder builder) {
    changes.forEach(change -> change.accept(builder));
  }

  /** Returns the reasons why the server works only partly. */
  List<String> degradations() {
    List<String> reasons = new ArrayList<>();
    checks.forEach(check -> check.get().ifPresent(reasons::add));
    return reasons;
  }

  /** Runs the tasks of the end, those before or those after the server was closed. */
  void close(boolean before) {
    (before ? beforeClose : closers).forEach(Runnable::run);
  }
}
