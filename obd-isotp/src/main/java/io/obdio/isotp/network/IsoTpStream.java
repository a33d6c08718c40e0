package io.obdio.isotp.network;

import io.obdio.isotp.engine.NResult;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A connection whose messages are read one after another. Up to {@value StreamSink#MAX_WAITING} are
 * kept unread; while that many are, further long messages are refused with OVFLW, and single frames
 * are lost, which the reader is told in their place.
 *
 * <p>Threads: every method may be called by any thread, but not by a callback of the network if it
 * waits.
 */
public final class IsoTpStream implements AutoCloseable {

  private final IsoTpConnection connection;
  private final StreamSink sink;

  IsoTpStream(IsoTpConnection connection, StreamSink sink) {
    this.connection = connection;
    this.sink = sink;
  }

  /** What lies beneath. */
  public IsoTpConnection connection() {
    return connection;
  }

  /** Sends; as {@link IsoTpConnection#send}. */
  public CompletableFuture<Void> send(byte... message) {
    return connection.send(message);
  }

  /**
   * Sends and waits until it has been done.
   *
   * @throws IsoTpException if the transfer failed
   * @throws TimeoutException if it took too long; it goes on all the same
   */
  public void send(byte[] message, Duration timeout)
      throws IOException, TimeoutException, InterruptedException {
    await(connection.send(message), timeout);
  }

  /**
   * The next message. Fails with {@link IsoTpException} if a message was lost in its place, or the
   * connection is closed; a cancelled one may take a message with it.
   */
  public CompletableFuture<byte[]> receive() {
    return sink.read(false);
  }

  /**
   * Waits for the next message.
   *
   * @throws IsoTpException if a message was lost in its place, or the connection is closed
   * @throws TimeoutException if none came in time; none is lost by that
   */
  public byte[] receive(Duration timeout)
      throws IOException, TimeoutException, InterruptedException {
    CompletableFuture<byte[]> next = sink.read(true);
    try {
      return await(next, timeout);
    } catch (TimeoutException | InterruptedException e) {
      sink.forget(next);
      if (!next.cancel(false) && e instanceof TimeoutException) {
        return await(next, Duration.ZERO); // It came between the two.
      }
      throw e;
    }
  }

  /**
   * Sends a message and waits for the next one that comes.
   *
   * @param timeout for both
   * @throws IsoTpException if a transfer failed
   * @throws TimeoutException if it took too long
   */
  public byte[] request(byte[] message, Duration timeout)
      throws IOException, TimeoutException, InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    send(message, timeout);
    return receive(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
  }

  private <T> T await(CompletableFuture<T> future, Duration timeout)
      throws IOException, TimeoutException, InterruptedException {
    try {
      return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      TimeoutException named =
          new TimeoutException(connection.address() + ": nothing within " + timeout);
      named.initCause(e);
      throw named;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IsoTpException failure) {
        throw failure;
      }
      if (cause instanceof RuntimeException mistake) {
        throw mistake;
      }
      throw new IOException(connection.address() + ": " + NResult.N_ERROR, cause);
    }
  }

  /** Closes the connection; what was not read yet can still be read. */
  @Override
  public void close() {
    connection.close();
  }
}
