package io.obdio.socketio.event;

import io.obdio.socketio.access.Scope;
import org.jspecify.annotations.Nullable;

/**
 * One event of a table.
 *
 * @param name the event's name
 * @param scope the scope that a client needs; null if the handler decides
 * @param switched whether the switch of the scope, such as {@code --allow-clear}, applies
 * @param reply what a client receives on success
 * @param handler handles the event
 */
public record EventRow(
    String name, @Nullable Scope scope, boolean switched, Reply reply, EventHandler handler) {

  /** Returns a row whose value is the acknowledgement. */
  public static EventRow acknowledging(String name, @Nullable Scope scope, EventHandler handler) {
    return new EventRow(name, scope, true, Reply.ACKNOWLEDGEMENT, handler);
  }

  /** Returns a row whose value is the acknowledgement and an event of the same name. */
  public static EventRow answering(String name, @Nullable Scope scope, EventHandler handler) {
    return new EventRow(name, scope, true, Reply.EVENT_AND_ACKNOWLEDGEMENT, handler);
  }

  /** Returns a row without a value: the acknowledgement is empty. */
  public static EventRow silent(String name, @Nullable Scope scope, EventHandler handler) {
    return new EventRow(name, scope, true, Reply.EMPTY_ACKNOWLEDGEMENT, handler);
  }

  /** Returns the row without the scope's switch. */
  public EventRow unswitched() {
    return new EventRow(name, scope, false, reply, handler);
  }
}
