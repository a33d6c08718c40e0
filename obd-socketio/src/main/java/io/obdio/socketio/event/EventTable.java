package io.obdio.socketio.event;

import io.obdio.socketio.server.Event;
import io.obdio.socketio.server.Namespace;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which handler an event has. An event that fails is answered by event {@code error} and by the
 * same object in the acknowledgement, so that no client waits in vain.
 *
 * <p>Threads: handlers may be put at any time by any thread; they run on the event loops.
 */
public final class EventTable {

  private static final Logger log = LoggerFactory.getLogger(EventTable.class);

  /** The handler, and whether its value goes out as an event of the same name too. */
  private record Row(EventHandler handler, boolean answers) {}

  private final Map<String, Row> rows = new ConcurrentHashMap<>();

  /** An event whose value goes into the acknowledgement alone. */
  public void put(String name, EventHandler handler) {
    rows.put(name, new Row(handler, false));
  }

  /** An event whose value goes to the caller as an event of the same name too. */
  public void putAnswering(String name, EventHandler handler) {
    rows.put(name, new Row(handler, true));
  }

  public Set<String> names() {
    return new TreeSet<>(rows.keySet());
  }

  /** From now on the namespace's events come here. */
  public void bind(Namespace namespace) {
    namespace.onUnknown(this::dispatch);
  }

  private void dispatch(Event event) {
    Row row = rows.get(event.name());
    if (row == null) {
      fail(
          event,
          new RequestException(
              ErrorCode.UNKNOWN_EVENT,
              "there is no event '" + event.name() + "'; there are " + String.join(", ", names())));
      return;
    }
    Object result;
    try {
      result = row.handler.handle(event.socket(), new EventArgs(event.args()));
    } catch (Exception e) {
      fail(event, e);
      return;
    }
    if (result instanceof CompletionStage<?> stage) {
      stage.whenComplete(
          (value, failure) -> {
            if (failure == null) {
              succeed(event, row, value);
            } else {
              fail(event, failure);
            }
          });
    } else {
      succeed(event, row, result);
    }
  }

  private static void succeed(Event event, Row row, @Nullable Object value) {
    if (row.answers) {
      event.socket().emit(event.name(), value);
    }
    event.ack(value);
  }

  private static void fail(Event event, Throwable failure) {
    RequestException error = toError(event, failure);
    report(event.socket(), event.name(), error);
    event.ack(error.toJson(event.name()));
  }

  /** Tells a client what was wrong with one of its events. */
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
    log.error("handler of event '{}' failed", event.name(), cause);
    return new RequestException(
        ErrorCode.INTERNAL, "the server's handler failed; its log says more");
  }
}
