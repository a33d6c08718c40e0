package io.obdio.isotp.transport;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportListener;
import io.obdio.isotp.transport.ObdOptions.IdFormat;
import org.jspecify.annotations.Nullable;

/**
 * A transport's status, and whom to tell of it.
 *
 * <p>Threads: any. The monitor guards the fields; the listener is called outside it.
 */
final class TransportState {

  private ConnectionStatus status = ConnectionStatus.NOT_CONNECTED;
  private Protocol protocol = Protocol.NONE;
  private @Nullable IdFormat ids;
  private String portName = "";
  private String why = "the transport is not open";
  private TransportListener listener = TransportListener.NONE;

  synchronized ConnectionStatus status() {
    return status;
  }

  synchronized Protocol protocol() {
    return protocol;
  }

  /** The identifiers that the vehicle answers to, null while that is not known. */
  synchronized @Nullable IdFormat ids() {
    return ids;
  }

  synchronized String portName() {
    return portName;
  }

  /** Why there is nothing open. */
  synchronized String whyClosed() {
    return why;
  }

  synchronized void setListener(TransportListener newListener) {
    listener = newListener;
  }

  /** The vehicle answered. */
  void reached(IdFormat format, Protocol name) {
    ConnectionStatus before;
    TransportListener told;
    synchronized (this) {
      before = status;
      if (before == ConnectionStatus.NOT_CONNECTED) {
        return;
      }
      ids = format;
      protocol = name;
      status = ConnectionStatus.CAR_CONNECTED;
      told = listener;
    }
    if (before != ConnectionStatus.CAR_CONNECTED) {
      told.statusChanged(before, ConnectionStatus.CAR_CONNECTED, "");
    }
  }

  /** Anything else. */
  void set(ConnectionStatus now, Protocol nowProtocol, String port, String reason) {
    ConnectionStatus before;
    TransportListener told;
    synchronized (this) {
      before = status;
      status = now;
      protocol = nowProtocol;
      ids = null;
      portName = port;
      if (now == ConnectionStatus.NOT_CONNECTED) {
        why = reason.isEmpty() ? "the transport is closed" : reason;
      }
      told = listener;
    }
    if (before != now) {
      told.statusChanged(before, now, reason);
    }
  }
}
