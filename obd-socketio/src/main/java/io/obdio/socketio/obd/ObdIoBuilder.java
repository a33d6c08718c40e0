package io.obdio.socketio.obd;

import io.obdio.core.command.Commands;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.http.StaticFiles;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.server.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The settings of an {@link ObdIo}; every one has a default. Not for several threads. */
public final class ObdIoBuilder {

  /** Where clients expect the server: the address that obd-socketio takes. */
  public static final int DEFAULT_PORT = 48484;

  Commands commands = Commands.standard();
  ServerOptions options = ServerOptions.builder().listen("127.0.0.1", DEFAULT_PORT).build();
  @Nullable JsonCodec json;
  final List<RequestHandler> handlers = new ArrayList<>();
  Duration openTimeout = Duration.ofSeconds(30);
  Duration watchInterval = Duration.ofMillis(50);
  boolean batching = true;
  boolean allowConnect;
  boolean allowClear = true;
  BiConsumer<ConnectionStatus, String> statusListener = (status, reason) -> {};

  ObdIoBuilder() {}

  /** The commands that clients may name; by default the standard ones. */
  public ObdIoBuilder commands(Commands value) {
    commands = value;
    return this;
  }

  /** Path, transports, time-outs, CORS, TLS and so on; by default on 127.0.0.1:48484. */
  public ObdIoBuilder options(ServerOptions value) {
    options = value;
    return this;
  }

  /** One address to listen on, the other options as they are. */
  public ObdIoBuilder listen(String host, int port) {
    options = options.toBuilder().listen(host, port).build();
    return this;
  }

  /** Another JSON codec than Jackson. */
  public ObdIoBuilder json(JsonCodec value) {
    json = value;
    return this;
  }

  /** Answers HTTP requests; asked in the order added. */
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

  /** How long opening the connection may take; 30 s by default. */
  public ObdIoBuilder openTimeout(Duration value) {
    openTimeout = value;
    return this;
  }

  /** From one question for a watched command to the next, if the bus keeps up; 50 ms by default. */
  public ObdIoBuilder watchInterval(Duration value) {
    watchInterval = value;
    return this;
  }

  /** Whether one request may ask for several values; a recording is better without. */
  public ObdIoBuilder batching(boolean value) {
    batching = value;
    return this;
  }

  /** Whether clients may connect and disconnect the vehicle; not by default. */
  public ObdIoBuilder allowConnect(boolean value) {
    allowConnect = value;
    return this;
  }

  /** Whether clients may clear trouble codes; they may by default, as with obd-socketio. */
  public ObdIoBuilder allowClear(boolean value) {
    allowClear = value;
    return this;
  }

  /** Hears of the connection's status, on the connection's thread: return at once. */
  public ObdIoBuilder statusListener(BiConsumer<ConnectionStatus, String> value) {
    statusListener = value;
    return this;
  }

  /** The vehicle's server, neither connected nor started. */
  public ObdIo build() {
    return new ObdIo(this);
  }
}
