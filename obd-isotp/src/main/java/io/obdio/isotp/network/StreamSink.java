package io.obdio.isotp.network;

import io.obdio.isotp.engine.NResult;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what came until it is read, or gives it to who waits.
 *
 * <p>Threads: the loop adds, anybody reads. The monitor guards both queues and the end.
 */
final class StreamSink implements Sink {

  /**
   * Messages, and errors among them, that may wait to be read; the same number of reads may wait.
   */
  static final int MAX_WAITING = 64;

  /** A message, or the error that stands in its place. */
  private sealed interface Item {
    final class Message implements Item {
      final byte[] bytes;

      Message(byte[] bytes) {
        this.bytes = bytes;
      }
    }

    record Failure(IsoTpException error) implements Item {}
  }

  /** Who waits; {@code direct} if no user's code depends on the future. */
  private record Reader(CompletableFuture<byte[]> future, boolean direct) {}

  private final String name;
  private final Executor callbacks;
  private final ArrayDeque<Item> items = new ArrayDeque<>();
  private final ArrayDeque<Reader> readers = new ArrayDeque<>();
  private @Nullable IsoTpException end;

  StreamSink(String name, Executor callbacks) {
    this.name = name;
    this.callbacks = callbacks;
  }

  @Override
  public synchronized boolean full() {
    return items.size() >= MAX_WAITING;
  }

  @Override
  public void message(byte[] message) {
    put(new Item.Message(message));
  }

  @Override
  public void firstFrame(int length) {}

  @Override
  public void error(IsoTpException error) {
    put(new Item.Failure(error));
  }

  @Override
  public void closed(String reason) {
    IsoTpException error =
        new IsoTpException(
            name,
            IsoTpException.Direction.RECEIVING,
            NResult.N_ERROR,
            reason.isEmpty() ? "the connection was closed" : reason);
    ArrayDeque<Reader> waiting;
    synchronized (this) {
      end = error;
      waiting = new ArrayDeque<>(readers);
      readers.clear();
    }
    waiting.forEach(reader -> give(reader, new Item.Failure(error)));
  }

  private void put(Item item) {
    while (true) {
      Reader reader;
      synchronized (this) {
        reader = readers.poll();
        if (reader == null) {
          if (items.size() < 2 * MAX_WAITING) {
            items.add(item);
          }
          return;
        }
      }
      if (give(reader, item)) {
        return;
      }
    }
  }

  /** False if the reader has given up. */
  private boolean give(Reader reader, Item item) {
    if (reader.direct()) {
      return complete(reader.future(), item);
    }
    if (reader.future().isDone()) {
      return false;
    }
    callbacks.execute(() -> complete(reader.future(), item));
    return true;
  }

  private static boolean complete(CompletableFuture<byte[]> future, Item item) {
    return item instanceof Item.Message message
        ? future.complete(message.bytes)
        : item instanceof Item.Failure failure && future.completeExceptionally(failure.error());
  }

  /** The next message, or the error in its place. */
  CompletableFuture<byte[]> read(boolean direct) {
    CompletableFuture<byte[]> future = new CompletableFuture<>();
    synchronized (this) {
      Item item = items.poll();
      if (item != null) {
        complete(future, item);
      } else if (end != null) {
        future.completeExceptionally(end);
      } else if (readers.size() >= MAX_WAITING) {
        future.completeExceptionally(
            new IllegalStateException(name + ": " + MAX_WAITING + " reads wait already"));
      } else {
        readers.add(new Reader(future, direct));
      }
    }
    return future;
  }

  /** A read that is not waited for any more. */
  synchronized void forget(CompletableFuture<byte[]> future) {
    readers.removeIf(reader -> reader.future() == future);
  }
}
