package io.obdio.isotp.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportListener;
import io.obdio.isotp.transport.ObdOptions.IdFormat;
import org.jspecify.annotations.Nullable;

/**
 * A transport's status and its listener.
 *
 * <p>Threads: any. The listener is called without the lock.
 */
final class TransportState {

  @GuardedBy("this")
  private ConnectionStatus status = ConnectionStatus.NOT_CONNECTED;

  @GuardedBy("this")
  private Protocol protocol = Protocol.NONE;

  @GuardedBy("this")
  private @Nullable IdFormat ids;

  @GuardedBy("this")
  private String portName = "";

  @GuardedBy("this")
  private String whyClosed = "the transport is not open";

  @GuardedBy("this")
  private TransportListener listener = TransportListener.NONE;

  synchronized ConnectionStatus status() {
    return status;
  }

  synchronized Protocol protocol() {
    return protocol;
  }

  /** Returns the format of the identifiers that the vehicle responds to, null if unknown. */
  synchronized @Nullable IdFormat ids() {
    return ids;
  }

  synchronized String portName() {
    return portName;
  }

  /** Returns why the transport is not open. */
  synchronized String whyClosed() {
    return whyClosed;
  }

  synchronized void setListener(TransportListener newListener) {
    listener = newListener;
  }

  /** Reports frames on the bus while no vehicle responds. */
  void busActive() {
    TransportListener notified;
    synchronized (this) {
      notified = listener;
    }
    notified.busActive();
  }

  /** Records that the vehicle has responded. */
  void reached(IdFormat format, Protocol name) {
    ConnectionStatus before;
    TransportListener notified;
    synchronized (this) {
      before = status;
      if (before == ConnectionStatus.NOT_CONNECTED) {
        return;
      }
      ids = format;
      protocol = name;
      status = ConnectionStatus.CAR_CONNECTED;
      notified = listener;
    }
    if (before != ConnectionStatus.CAR_CONNECTED) {
      notified.statusChanged(before, ConnectionStatus.CAR_CONNECTED, "");
    }
  }

  /** Records any other change. */
  void set(ConnectionStatus now, Protocol newProtocol, String port, String reason) {
    ConnectionStatus before;
    TransportListener notified;
    synchronized (this) {
      before = status;
      status = now;
      protocol = newProtocol;
      ids = null;
      portName = port;
      if (now == ConnectionStatus.NOT_CONNECTED) {
        whyClosed = reason.isEmpty() ? "the transport is closed" : reason;
      }
      notified = listener;
    }
    if (before != now) {
      notified.statusChanged(before, now, reason);
    }
  }
}
