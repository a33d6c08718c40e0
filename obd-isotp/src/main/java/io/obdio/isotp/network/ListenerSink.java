package io.obdio.isotp.network;

import java.util.function.Supplier;

/** Hands everything to a listener by way of the callback executor. */
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
  public void message(byte[] message) {
    callbacks.addMessage(() -> listener.onMessage(connection.get(), message));
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
  public void closed(String reason) {
    callbacks.add(() -> listener.onClosed(connection.get(), reason));
  }
}
