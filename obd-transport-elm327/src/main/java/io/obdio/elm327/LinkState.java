package io.obdio.elm327;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportListener;
import io.obdio.elm327.link.ByteLink;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The link of a transport, its status and its protocol, as every thread may see them. Read without
 * blocking, written under a lock that is never held while a listener runs. Safe for use by several
 * threads.
 */
final class LinkState {

  private record State(@Nullable ByteLink link, ConnectionStatus status, Protocol protocol) {}

  private static final State CLOSED =
      new State(null, ConnectionStatus.NOT_CONNECTED, Protocol.NONE);

  private final ReentrantLock lock = new ReentrantLock();
  private volatile State state = CLOSED; // written under the lock
  private volatile TransportListener listener = TransportListener.NONE;

  /** Returns the open link; null if there is none. */
  @Nullable ByteLink link() {
    return state.link;
  }

  ConnectionStatus status() {
    return state.status;
  }

  Protocol protocol() {
    return state.protocol;
  }

  void setListener(TransportListener newListener) {
    listener = newListener;
  }

  /** Sets the link that is open from now on. */
  void opened(ByteLink link) {
    lock.lock();
    try {
      state = new State(link, ConnectionStatus.NOT_CONNECTED, Protocol.NONE);
    } finally {
      lock.unlock();
    }
  }

  /** Sets the status of {@code link}, unless that link is lost by now. */
  void update(ByteLink link, ConnectionStatus status, Protocol protocol, String reason) {
    State before = state;
    if (before.link == link && before.status == status && before.protocol.equals(protocol)) {
      return;
    }
    replace(link, new State(link, status, protocol), reason);
  }

  /** Removes {@code link}, unless another one is open by now. */
  void lost(ByteLink link, String reason) {
    replace(link, CLOSED, reason);
  }

  private void replace(ByteLink link, State after, String reason) {
    ConnectionStatus from;
    lock.lock();
    try {
      if (state.link != link) {
        return;
      }
      from = state.status;
      state = after;
    } finally {
      lock.unlock();
    }
    if (from != after.status) {
      listener.statusChanged(from, after.status, reason);
    }
  }
}
