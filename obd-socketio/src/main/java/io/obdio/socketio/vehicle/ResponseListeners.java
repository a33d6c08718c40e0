package io.obdio.socketio.vehicle;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.connection.ObdResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listeners to the responses of all connections. Safe for use by several threads. */
final class ResponseListeners {

  @GuardedBy("this")
  private final List<Consumer<? super ObdResponse<?>>> listeners = new ArrayList<>();

  @GuardedBy("this")
  private @Nullable ConnectionWatch current;

  /** Adds a listener to the current connection and later ones. */
  synchronized void add(Consumer<? super ObdResponse<?>> listener) {
    listeners.add(listener);
    if (current != null) {
      current.addListener(listener);
    }
  }

  /** Adds the listeners to a new connection. */
  synchronized void attachTo(ConnectionWatch watch) {
    listeners.forEach(watch::addListener);
    current = watch;
  }
}
