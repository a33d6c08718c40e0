package io.obdio.isotp.network;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The future of a message to be sent; cancelling it stops the transmission. */
final class SendFuture extends CompletableFuture<Void> {

  private final Consumer<SendFuture> onCancel;

  SendFuture(Consumer<SendFuture> onCancel) {
    this.onCancel = onCancel;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      onCancel.accept(this);
    }
    return cancelled;
  }
}
