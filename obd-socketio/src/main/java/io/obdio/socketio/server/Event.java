package io.obdio.socketio.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event from a client. */
public interface Event {

  /** Returns the sender. */
  Socket socket();

  /** Returns the name. */
  String name();

  /**
   * Returns the arguments: maps, lists, strings, numbers, booleans, byte arrays and nulls;
   * unmodifiable.
   */
  List<@Nullable Object> args();

  /** Returns an argument, or null if there are fewer. */
  default @Nullable Object arg(int index) {
    return index < args().size() ? args().get(index) : null;
  }

  /**
   * Returns an argument as a record or a bean.
   *
   * @throws IllegalArgumentException if it is missing or does not match the type; an error listener
   *     receives it if the event's listener does not catch it
   */
  <T> T as(int index, Class<T> type);

  /** Returns whether the client requested an acknowledgement that was not sent yet. */
  boolean expectsAck();

  /**
   * Acknowledges the event; from any thread. Has no effect if the client did not request it or if
   * it was sent already.
   */
  void ack(@Nullable Object... values);
}
