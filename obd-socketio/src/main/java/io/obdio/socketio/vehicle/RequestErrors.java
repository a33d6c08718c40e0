package io.obdio.socketio.vehicle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The errors of one request that names several things. The first {@value #SHOWN} messages are kept
 * and the others are counted, so that the combined message is short however many names are wrong.
 * Not safe for use by several threads.
 */
public final class RequestErrors {

  private static final int SHOWN = 5;

  private final List<RequestException> first = new ArrayList<>(SHOWN);
  private int count;

  /** Creates an empty list. */
  public RequestErrors() {}

  /** Adds an error. */
  public void add(RequestException error) {
    if (first.size() < SHOWN) {
      first.add(error);
    }
    count++;
  }

  /** Returns one error with the code of the first one; null if there is none. */
  public @Nullable RequestException combined() {
    if (count <= 1) {
      return first.isEmpty() ? null : first.get(0);
    }
    StringBuilder message = new StringBuilder();
    for (RequestException error : first) {
      message.append(message.length() == 0 ? "" : "; ").append(error.getMessage());
    }
    if (count > first.size()) {
      message.append("; and ").append(count - first.size()).append(" more");
    }
    return new RequestException(first.get(0).code(), message.toString());
  }

  /**
   * Throws the combined error, if there is one.
   *
   * @throws RequestException the combined error
   */
  public void throwIfAny() throws RequestException {
    RequestException combined = combined();
    if (combined != null) {
      throw combined;
    }
  }
}
