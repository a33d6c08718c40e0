package io.obdio.elm327;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportListener;
import io.obdio.elm327.link.ByteLink;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The link of a transport, its status and its protocol, as every thread may see them. Safe for use
 * by several threads; no method blocks.
 */
final class LinkState {

  private record State(@Nullable ByteLink link, ConnectionStatus status, Protocol protocol) {}

  private static final State CLOSED =
      new State(null, ConnectionStatus.NOT_CONNECTED, Protocol.NONE);

  private final AtomicReference<State> state = new AtomicReference<>(CLOSED);
  private volatile TransportListener listener = TransportListener.NONE;

  private State current() {
    return Objects.requireNonNull(state.get());
  }

  /** Returns the open link; null if there is none. */
  @Nullable ByteLink link() {
    return current().link;
  }

  ConnectionStatus status() {
    return current().status;
  }

  Protocol protocol() {
    return current().protocol;
  }

  void setListener(TransportListener newListener) {
    listener = newListener;
  }

  /** Notifies the listener that the vehicle may have been switched on. */
  void reportActivity() {
    listener.busActive();
  }

  /** Sets the link that is open from now on. */
  void opened(ByteLink link) {
    state.set(new State(link, ConnectionStatus.NOT_CONNECTED, Protocol.NONE));
  }

  /** Sets the status of {@code link}, unless that link is lost by now. */
  void update(ByteLink link, ConnectionStatus status, Protocol protocol, String reason) {
    State before = current();
    if (before.status != status || !before.protocol.equals(protocol)) {
      replace(link, new State(link, status, protocol), reason);
    }
  }

  /** Removes {@code link}, unless another one is open by now. */
  void lost(ByteLink link, String reason) {
    replace(link, CLOSED, reason);
  }

  private void replace(ByteLink link, State after, String reason) {
    State before = current();
    while (before.link == link) {
      if (state.compareAndSet(before, after)) {
        if (before.status != after.status) {
          listener.statusChanged(before.status, after.status, reason);
        }
        return;
      }
      before = current();
    }
  }
}
