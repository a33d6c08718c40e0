package io.obdio.isotp.network;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.isotp.engine.NResult;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A sink that keeps messages until they are read.
 *
 * <p>Threads: the loop adds, any thread reads.
 */
final class StreamSink implements Sink {

  /** Maximum number of unread messages and errors, and of waiting reads. */
  static final int MAX_WAITING = 64;

  /** A message, or the error in the place of a lost one. */
  private sealed interface Item {
    final class Message implements Item {
      final byte[] bytes;

      Message(byte[] bytes) {
        this.bytes = bytes;
      }
    }

    record Failure(IsoTpException error) implements Item {}
  }

  /** A waiting read; {@code direct} if no user code depends on the future. */
  private record Reader(CompletableFuture<byte[]> future, boolean direct) {}

  private final String name;
  private final Executor callbacks;

  @GuardedBy("this")
  private final ArrayDeque<Item> items = new ArrayDeque<>();

  @GuardedBy("this")
  private final ArrayDeque<Reader> readers = new ArrayDeque<>();

  @GuardedBy("this")
  private @Nullable IsoTpException end;

  StreamSink(String name, Executor callbacks) {
    this.name = name;
    this.callbacks = callbacks;
  }

  /** Returns a listener that passes everything to this sink. */
  IsoTpListener asListener() {
    return new IsoTpListener() {
      @Override
      public void onMessage(IsoTpConnection connection, byte[] message) {
        if (full()) {
          onError(
              connection,
              new IsoTpException(
                  name,
                  IsoTpException.Direction.RECEIVING,
                  NResult.N_BUFFER_OVFLW,
                  "too many messages are waiting"));
        } else {
          put(new Item.Message(message));
        }
      }

      @Override
      public void onError(IsoTpConnection connection, IsoTpException error) {
        put(new Item.Failure(error));
      }

      @Override
      public void onClosed(IsoTpConnection connection, String reason) {
        closed(reason);
      }
    };
  }

  @Override
  public synchronized boolean full() {
    return items.size() >= MAX_WAITING;
  }

  @Override
  public void message(byte[] message, boolean functional) {
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
    waiting.forEach(reader -> complete(reader, new Item.Failure(error)));
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
      if (complete(reader, item)) {
        return;
      }
    }
  }

  /** Completes a read; returns false if it was cancelled. */
  private boolean complete(Reader reader, Item item) {
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

  /** Returns a future of the next message. */
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
            new IllegalStateException(name + ": " + MAX_WAITING + " reads are waiting"));
      } else {
        readers.add(new Reader(future, direct));
      }
    }
    return future;
  }

  /** Removes a waiting read. */
  synchronized void forget(CompletableFuture<byte[]> future) {
    readers.removeIf(reader -> reader.future() == future);
  }

  /** Discards what has not been read; returns its number. */
  synchronized int empty() {
    int count = items.size();
    items.clear();
    return count;
  }
}
