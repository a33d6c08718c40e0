package io.obdio.socketio.event;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.protocol.PacketDecoder;
import io.obdio.socketio.server.Event;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.ClientText;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of one or more namespaces. An event that fails is answered by event {@code error} and
 * by the same object in the acknowledgement, so that every client gets an answer.
 *
 * <p>Each event is registered under its name as the namespace's function ({@link
 * Namespace#answer}). Therefore a listener that a program adds with {@link Namespace#on} runs in
 * addition to the handler, while {@link #put} and {@link Namespace#answer} replace the handler.
 *
 * <p>Threads: all methods may be called by any thread; handlers run on the event loops.
 */
public final class EventTable {

  private static final Logger log = LoggerFactory.getLogger(EventTable.class);

  private record Binding(Namespace namespace, EventGuard guard) {}

  private final Map<String, EventRow> rows = new ConcurrentHashMap<>();

  @GuardedBy("this")
  private final List<Binding> bindings = new ArrayList<>();

  /** Creates a table without events. */
  public EventTable() {}

  /**
   * Adds an event or replaces one.
   *
   * @throws IllegalArgumentException if the name is reserved by Socket.IO
   */
  public synchronized void put(EventRow row) {
    if (PacketDecoder.reserved(row.name())) {
      throw new IllegalArgumentException("'" + row.name() + "' is a reserved event name");
    }
    for (Binding binding : bindings) {
      register(binding, row);
    }
    rows.put(row.name(), row);
  }

  /** Returns the event of this name, null if there is none. */
  public @Nullable EventRow find(String name) {
    return rows.get(name);
  }

  /** Returns the names of all events, sorted. */
  public Set<String> names() {
    return new TreeSet<>(rows.keySet());
  }

  /** Returns all events, sorted by name. */
  public Collection<EventRow> rows() {
    return List.copyOf(new TreeMap<>(rows).values());
  }

  /**
   * Registers all events, those that are added later too, in a namespace.
   *
   * @param guard checks the clients of this namespace
   */
  public synchronized void bind(Namespace namespace, EventGuard guard) {
    Binding binding = new Binding(namespace, guard);
    bindings.add(binding);
    rows.values().forEach(row -> register(binding, row));
  }

  private static void register(Binding binding, EventRow row) {
    binding.guard.registered(binding.namespace.name(), row);
    binding.namespace.answer(row.name(), event -> handle(event, row, binding.guard));
  }

  /** Answers events of a namespace that no table has. */
  public static void rejectUnknown(Namespace namespace, EventGuard guard, EventTable... tables) {
    namespace.onUnknown(
        event -> {
          try {
            guard.checkAny(event.socket());
            Set<String> names = new TreeSet<>();
            for (EventTable table : tables) {
              names.addAll(table.rows.keySet());
            }
            throw new RequestException(
                ErrorCode.UNKNOWN_EVENT,
                "there is no event '"
                    + ClientText.brief(event.name())
                    + "'; there are "
                    + String.join(", ", names));
          } catch (RequestException e) {
            fail(event, e);
          }
        });
  }

  /**
   * Runs a handler and acknowledges.
   *
   * @return a stage that completes after the acknowledgement, null if that was sent already
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the namespace awaits the stage
  private static @Nullable Object handle(Event event, EventRow row, EventGuard guard) {
    EventArgs args = new EventArgs(event.args());
    Consumer<String> outcome = ignored -> {};
    Object result;
    try {
      outcome = guard.check(event.socket(), row, args);
      result = row.handler().handle(event.socket(), args);
    } catch (Exception e) {
      outcome.accept(fail(event, e));
      return null;
    }
    if (!(result instanceof CompletionStage<?> stage)) {
      succeed(event, row, result);
      outcome.accept("ok");
      return null;
    }
    return await(stage, event, row, outcome);
  }

  private static CompletableFuture<@Nullable Object> await(
      CompletionStage<?> stage, Event event, EventRow row, Consumer<String> outcome) {
    CompletableFuture<@Nullable Object> acknowledged = new CompletableFuture<>();
    stage.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            succeed(event, row, value);
            outcome.accept("ok");
          } else {
            outcome.accept(fail(event, failure));
          }
          acknowledged.complete(null);
        });
    return acknowledged;
  }

  private static void succeed(Event event, EventRow row, @Nullable Object value) {
    if (row.reply() == Reply.EVENT_AND_ACKNOWLEDGEMENT) {
      event.socket().emit(event.name(), value);
    }
    if (row.reply() == Reply.EMPTY_ACKNOWLEDGEMENT && value == null) {
      event.ack();
    } else {
      event.ack(value);
    }
  }

  /** Reports a failure; returns its code. */
  private static String fail(Event event, Throwable failure) {
    RequestException error = toError(event, failure);
    report(event.socket(), event.name(), error);
    event.ack(error.toJson(event.name()));
    return error.code().word();
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
