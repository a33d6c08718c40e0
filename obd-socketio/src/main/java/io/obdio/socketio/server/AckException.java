package io.obdio.socketio.server;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An acknowledgement that did not come. */
public final class AckException extends Exception {
  @Serial private static final long serialVersionUID = 1L;
  private final transient List<List<@Nullable Object>> received;

  /**
   * For adapters that collect acknowledgements of several servers.
   *
   * @param received what did come
   */
  public AckException(String message, List<List<@Nullable Object>> received) {
    super(message);
    this.received = received;
  }

  /** The acknowledgements of a broadcast that did come. */
  public List<List<@Nullable Object>> received() {
    return received == null ? List.of() : received;
  }
}
