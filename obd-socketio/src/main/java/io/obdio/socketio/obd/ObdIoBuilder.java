package io.obdio.socketio.obd;

import io.obdio.core.command.Commands;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.access.Access;
import io.obdio.socketio.access.AccessOptions;
import io.obdio.socketio.access.KeyFileException;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.http.StaticFiles;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.server.SocketIoServer;
import io.obdio.socketio.vehicle.ConnectRules;
import io.obdio.socketio.vehicle.ResponseJson;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A builder of {@link ObdIo}; all settings have defaults. Not thread-safe. */
public final class ObdIoBuilder {

  /** The default port of obd-socketio. */
  public static final int DEFAULT_PORT = 48484;

  Commands commands = Commands.standard();
  ServerOptions options = ServerOptions.builder().listen("127.0.0.1", DEFAULT_PORT).build();
  final List<RequestHandler> handlers = new ArrayList<>();
  Duration openTimeout = Duration.ofSeconds(30);
  Duration watchInterval = Duration.ofMillis(50);
  boolean batching = true;
  AccessOptions access = AccessOptions.defaults();
  boolean allowConnect;
  Consumer<SocketIoServer.Builder> serverParts = builder -> {};
  boolean allowClear = true;
  Supplier<ConnectRules> connectRules = () -> ConnectRules.NONE;
  ResponseJson responses = new ResponseJson(false);
  BiConsumer<ConnectionStatus, String> statusListener = (status, reason) -> {};

  ObdIoBuilder() {}

  /** Copies the settings, so that changes of the original do not affect what was built. */
  private ObdIoBuilder(ObdIoBuilder other) {
    commands = other.commands;
    options = other.options;
    serverParts = other.serverParts;
    handlers.addAll(other.handlers);
    openTimeout = other.openTimeout;
    watchInterval = other.watchInterval;
    batching = other.batching;
    access = other.access;
    allowConnect = other.allowConnect;
    allowClear = other.allowClear;
    connectRules = other.connectRules;
    responses = other.responses;
    statusListener = other.statusListener;
  }

  /** Sets the commands that clients may use; the standard ones by default. */
  public ObdIoBuilder commands(Commands value) {
    commands = value;
    return this;
  }

  /** Sets the options of the server; by default it listens on 127.0.0.1:48484. */
  public ObdIoBuilder options(ServerOptions value) {
    options = value;
    return this;
  }

  /** Sets one address to listen on; other options are kept. */
  public ObdIoBuilder listen(String host, int port) {
    options = options.toBuilder().listen(host, port).build();
    return this;
  }

  /** Sets the JSON codec; Jackson by default. */
  public ObdIoBuilder json(JsonCodec value) {
    return server(builder -> builder.json(value));
  }

  /**
   * Changes parts of the Socket.IO server, such as its parser, its adapter or the hooks for
   * requests. The options and the codec are set by {@link #options} and {@link #json}.
   */
  public ObdIoBuilder server(Consumer<SocketIoServer.Builder> change) {
    serverParts = serverParts.andThen(change);
    return this;
  }

  /** Adds a handler of HTTP requests; handlers run in the order in which they were added. */
  public ObdIoBuilder handler(RequestHandler value) {
    handlers.add(value);
    return this;
  }

  /**
   * Serves files: by route ({@code /}, {@code /app}, {@code /logo.png}) a file, a folder, or {@code
   * classpath:folder}.
   *
   * @throws IllegalArgumentException if one of them does not exist
   */
  public ObdIoBuilder serveStatic(Map<String, String> routes) {
    handlers.add(new StaticFiles(routes));
    return this;
  }

  /** Sets the limit for opening the connection; 30 s by default. */
  public ObdIoBuilder openTimeout(Duration value) {
    openTimeout = value;
    return this;
  }

  /** Sets the minimum time between two requests for a watched command; 50 ms by default. */
  public ObdIoBuilder watchInterval(Duration value) {
    watchInterval = value;
    return this;
  }

  /** Sets whether one request may contain several commands; better off for a recording. */
  public ObdIoBuilder batching(boolean value) {
    batching = value;
    return this;
  }

  /** Sets the options of access control; no keys by default. */
  public ObdIoBuilder access(AccessOptions value) {
    access = value;
    return this;
  }

  /** Sets whether clients may connect and disconnect the vehicle; off by default. */
  public ObdIoBuilder allowConnect(boolean value) {
    allowConnect = value;
    return this;
  }

  /** Sets whether clients may clear trouble codes; on by default, as in obd-socketio. */
  public ObdIoBuilder allowClear(boolean value) {
    allowClear = value;
    return this;
  }

  /** Sets what clients may connect the server to; no file and no host by default. */
  public ObdIoBuilder connectRules(ConnectRules value) {
    return connectRules(() -> value);
  }

  /**
   * Sets what clients may connect the server to.
   *
   * @param value returns the rules, which may change; called by any thread
   */
  public ObdIoBuilder connectRules(Supplier<ConnectRules> value) {
    connectRules = value;
    return this;
  }

  /**
   * Sets whether commands in responses have the members {@code command}, {@code bytes}, {@code ecu}
   * and {@code fast} of obd-socketio too; off by default.
   */
  public ObdIoBuilder commandDetails(boolean value) {
    responses = new ResponseJson(value);
    return this;
  }

  /** Sets a listener for the connection's status; called on its thread, must not block. */
  public ObdIoBuilder statusListener(BiConsumer<ConnectionStatus, String> value) {
    statusListener = value;
    return this;
  }

  /**
   * Creates it, neither connected nor started. Later changes of this builder have no effect on it.
   *
   * @throws UncheckedIOException if the key file cannot be read or is invalid
   */
  public ObdIo build() {
    Set<Scope> forbidden = EnumSet.noneOf(Scope.class);
    forbidden.addAll(access.forbidden());
    if (!allowConnect) {
      forbidden.add(Scope.CONNECT);
    }
    if (!allowClear) {
      forbidden.add(Scope.CLEAR);
    }
    try {
      return new ObdIo(
          new ObdIoBuilder(this), Access.create(access.toBuilder().forbidden(forbidden).build()));
    } catch (KeyFileException e) {
      throw new UncheckedIOException(e);
    }
  }
}
