package io.obdio.socketio.server;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exception for an acknowledgement that did not arrive. */
public final class AckException extends Exception {
  @Serial private static final long serialVersionUID = 1L;
  private final transient List<List<@Nullable Object>> received;

  /**
   * Creates an exception.
   *
   * @param received the acknowledgements that arrived
   */
  public AckException(String message, List<List<@Nullable Object>> received) {
    super(message);
    this.received = received;
  }

  /** Returns the acknowledgements of a broadcast that arrived. */
  public List<List<@Nullable Object>> received() {
    return received == null ? List.of() : received;
  }
}
