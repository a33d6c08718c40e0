package io.obdio.isotp.network;

import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.engine.FrameError;
import java.util.function.Supplier;

/** A sink that calls a listener on the callback executor. */
final class ListenerSink implements Sink {

  private final Supplier<IsoTpConnection> connection;
  private final IsoTpListener listener;
  private final ConnectionCallbacks callbacks;

  ListenerSink(
      Supplier<IsoTpConnection> connection, IsoTpListener listener, ConnectionCallbacks callbacks) {
    this.connection = connection;
    this.listener = listener;
    this.callbacks = callbacks;
  }

  @Override
  public boolean full() {
    return callbacks.full();
  }

  @Override
  public void message(byte[] message, boolean functional) {
    if (functional) {
      callbacks.addMessage(() -> listener.onFunctionalMessage(connection.get(), message));
    } else {
      callbacks.addMessage(() -> listener.onMessage(connection.get(), message));
    }
  }

  @Override
  public void firstFrame(int length) {
    callbacks.addEvent(() -> listener.onFirstFrame(connection.get(), length));
  }

  @Override
  public void error(IsoTpException error) {
    callbacks.addEvent(() -> listener.onError(connection.get(), error));
  }

  @Override
  public void ignored(CanFrame frame, FrameError reason) {
    callbacks.addEvent(() -> listener.onIgnored(connection.get(), frame, reason));
  }

  @Override
  public void closed(String reason) {
    callbacks.add(() -> listener.onClosed(connection.get(), reason));
  }
}
