package io.obdio.socketio.event;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.protocol.PacketDecoder;
import io.obdio.socketio.server.Event;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events and their handlers, bound to one or more namespaces. An event that fails is answered by
 * event {@code error} and by the same object in the acknowledgement.
 *
 * <p>Each event is registered under its name as the namespace's function ({@link
 * Namespace#answer}). Hence a listener that a program adds with {@link Namespace#on} runs in
 * addition to the handler, while {@link #put} and {@link Namespace#answer} replace the handler.
 *
 * <p>Threads: all methods may be called by any thread; handlers run on the event loops.
 */
public final class EventTable {

  private static final Logger log = LoggerFactory.getLogger(EventTable.class);

  /** A handler, and whether its value is also emitted as an event of the same name. */
  private record Row(EventHandler handler, boolean emits) {}

  private final Map<String, Row> rows = new ConcurrentHashMap<>();

  @GuardedBy("this")
  private final List<Namespace> namespaces = new ArrayList<>();

  /** Creates a table without events. */
  public EventTable() {}

  /**
   * Adds an event or replaces its handler. The handler's value is the acknowledgement.
   *
   * @throws IllegalArgumentException if the name is reserved by Socket.IO
   */
  public void put(String name, EventHandler handler) {
    put(name, new Row(handler, false));
  }

  /**
   * Adds an event or replaces its handler. The handler's value is the acknowledgement, and is
   * emitted to the caller as an event of the same name.
   *
   * @throws IllegalArgumentException if the name is reserved by Socket.IO
   */
  public void putAnswering(String name, EventHandler handler) {
    put(name, new Row(handler, true));
  }

  private synchronized void put(String name, Row row) {
    if (PacketDecoder.reserved(name)) {
      throw new IllegalArgumentException("'" + name + "' is a reserved event name");
    }
    for (Namespace namespace : namespaces) {
      register(namespace, name, row);
    }
    rows.put(name, row);
  }

  /** Returns the names of all events, sorted. */
  public Set<String> names() {
    return new TreeSet<>(rows.keySet());
  }

  /** Registers all events, those that are added later too, in this namespace. */
  public synchronized void bind(Namespace namespace) {
    namespaces.add(namespace);
    rows.forEach((name, row) -> register(namespace, name, row));
    namespace.onUnknown(this::unknown);
  }

  private static void register(Namespace namespace, String name, Row row) {
    namespace.answer(name, event -> handle(event, row));
  }

  private void unknown(Event event) {
    fail(
        event,
        new RequestException(
            ErrorCode.UNKNOWN_EVENT,
            "there is no event '" + event.name() + "'; there are " + String.join(", ", names())));
  }

  /**
   * Runs a handler and acknowledges.
   *
   * @return a stage that completes after the acknowledgement, null if that was sent already
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the namespace awaits the stage
  private static @Nullable Object handle(Event event, Row row) {
    Object result;
    try {
      result = row.handler.handle(event.socket(), new EventArgs(event.args()));
    } catch (Throwable e) { // an Error too: the client gets an answer
      fail(event, e);
      return null;
    }
    if (!(result instanceof CompletionStage<?> stage)) {
      succeed(event, row, result);
      return null;
    }
    CompletableFuture<@Nullable Object> acknowledged = new CompletableFuture<>();
    stage.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            succeed(event, row, value);
          } else {
            fail(event, failure);
          }
          acknowledged.complete(null);
        });
    return acknowledged;
  }

  private static void succeed(Event event, Row row, @Nullable Object value) {
    try {
      if (row.emits) {
        event.socket().emit(event.name(), value);
      }
      event.ack(value);
    } catch (IllegalArgumentException e) { // the value cannot be encoded
      fail(event, e);
    }
  }

  private static void fail(Event event, Throwable failure) {
    RequestException error = toError(event, failure);
    report(event.socket(), event.name(), error);
    event.ack(error.toJson(event.name()));
  }

  /** Sends event {@code error} to a client: one of its events failed, or failed in part. */
  public static void report(Socket socket, String event, RequestException error) {
    socket.emit("error", error.toJson(event));
  }

  private static RequestException toError(Event event, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RequestException error) {
      return error;
    }
    log.error("The handler of event '{}' failed", event.name(), cause);
    return new RequestException(
        ErrorCode.INTERNAL, "the handler of the server failed; see the server's log");
  }
}
