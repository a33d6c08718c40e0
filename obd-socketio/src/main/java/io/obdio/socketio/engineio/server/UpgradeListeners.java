package io.obdio.socketio.engineio.server;

import io.obdio.socketio.engineio.TransportType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners for the upgrade of a session; few sessions have one. For one thread. */
final class UpgradeListeners {
  private static final Logger LOG = LoggerFactory.getLogger(UpgradeListeners.class);

  private List<Consumer<TransportType>> listeners = List.of();

  void add(Consumer<TransportType> listener) {
    List<Consumer<TransportType>> more = new ArrayList<>(listeners);
    more.add(listener);
    listeners = List.copyOf(more);
  }

  void upgraded(TransportType transport) {
    for (Consumer<TransportType> listener : listeners) {
      try {
        listener.accept(transport);
      } catch (RuntimeException e) {
        LOG.warn("A listener for upgrades failed", e);
      }
    }
  }
}
