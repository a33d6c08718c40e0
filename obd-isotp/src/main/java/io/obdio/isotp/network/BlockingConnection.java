package io.obdio.isotp.network;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.engine.NResult;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A skeleton of connections to an ISO-TP implementation that blocks while it sends, such as the
 * kernel's.
 *
 * <p>Threads: as {@link IsoTpConnection}. A thread of the connection calls {@link #transmit} for
 * one message after another and completes the futures. Subclasses call the listener.
 */
public abstract class BlockingConnection implements IsoTpConnection {

  private static final class Entry {
    final byte[] message;
    final CompletableFuture<Void> future = new CompletableFuture<>();

    Entry(byte[] message) {
      this.message = message;
    }
  }

  /** The last entry before the connection closes. */
  private static final Entry END = new Entry(new byte[0]);

  /** Shared by all connections; threads exist only while callbacks are pending. */
  private static final ExecutorService CALLBACK_THREADS = NetworkThreads.callbacks("connections");

  private final ConnectionCallbacks callbacks = new ConnectionCallbacks(CALLBACK_THREADS);
  private final IsoTpAddress address;
  private final IsoTpListener listener;
  private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>(MAX_WAITING + 1);
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile boolean draining;

  /** Creates a connection; {@link #start} must be called. */
  protected BlockingConnection(IsoTpAddress address, IsoTpListener listener) {
    this.address = address;
    this.listener = listener;
  }

  /** Starts the thread that sends. */
  protected final void start(String threadName) {
    Thread unused = NetworkThreads.start(threadName, this::transmitAll);
  }

  /** Sends a message; blocks until that is done. */
  protected abstract void transmit(byte[] message) throws IOException;

  /** Frees the resources of the connection; called once. */
  protected abstract void release();

  @Override
  public final IsoTpAddress address() {
    return address;
  }

  /** {@inheritDoc} A message that is being sent when its future is cancelled is sent completely. */
  @Override
  public final CompletableFuture<Void> send(byte... message) {
    Entry entry = new Entry(message.clone());
    if (!isOpen() || draining) {
      entry.future.completeExceptionally(failed("the connection is closed"));
    } else if (queue.size() >= MAX_WAITING || !queue.offer(entry)) {
      entry.future.completeExceptionally(failed(MAX_WAITING + " messages are waiting to be sent"));
    }
    if (!isOpen()) {
      failWaiting();
    }
    return entry.future;
  }

  private void transmitAll() {
    try {
      while (isOpen()) {
        Entry entry = queue.poll(1, TimeUnit.SECONDS);
        if (entry == END) {
          close();
        } else if (entry != null && !entry.future.isDone()) {
          transmit(entry);
        }
      }
    } catch (InterruptedException e) {
      close();
    }
    failWaiting();
  }

  private void transmit(Entry entry) {
    try {
      if (entry.message.length == 0) {
        throw new IllegalArgumentException("an empty message cannot be sent");
      }
      transmit(entry.message);
      entry.future.complete(null);
    } catch (IOException | RuntimeException e) {
      entry.future.completeExceptionally(e);
    }
  }

  private void failWaiting() {
    for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
      entry.future.completeExceptionally(failed("the connection was closed"));
    }
  }

  /** Returns the exception for a message that was not sent. */
  private IsoTpException failed(String detail) {
    return new IsoTpException(
        address.toString(), IsoTpException.Direction.SENDING, NResult.N_ERROR, detail);
  }

  /** Passes a message to the listener on another thread; drops it if too many are waiting. */
  protected final void deliver(byte[] message) {
    if (callbacks.full()) {
      deliverError(
          new IsoTpException(
              address.toString(),
              IsoTpException.Direction.RECEIVING,
              NResult.N_BUFFER_OVFLW,
              "too many messages are waiting"));
    } else {
      callbacks.addMessage(() -> listener.onMessage(this, message));
    }
  }

  /** Passes an error to the listener on another thread. */
  protected final void deliverError(IsoTpException error) {
    callbacks.addEvent(() -> listener.onError(this, error));
  }

  /** Returns the listener, for subclasses that call it on a thread of their own. */
  protected final IsoTpListener listener() {
    return listener;
  }

  @Override
  public final boolean isOpen() {
    return !closed.isDone();
  }

  @Override
  public final CompletableFuture<Void> closeAfterSending(Duration limit) {
    draining = true;
    if (!queue.offer(END)) {
      close(); // The last place is for this entry, so it was there already.
    }
    CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS).execute(this::close);
    return closed.copy();
  }

  @Override
  public final void close() {
    close("");
  }

  /** Closes the connection; the reason is passed to the listener. */
  protected final void close(String reason) {
    if (closed.complete(null)) {
      release();
      failWaiting();
      callbacks.add(() -> listener.onClosed(this, reason));
    }
  }
}
