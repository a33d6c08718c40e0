package io.obdio.isotp.network;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.engine.NResult;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A connection whose messages are read one after another. Up to {@value StreamSink#MAX_WAITING}
 * messages are kept until they are read; then further segmented messages are refused with OVFLW,
 * and single frames are dropped, which the reader learns from an exception in their place.
 *
 * <p>Threads: every method may be called by any thread; methods that block must not be called by
 * callbacks of the network.
 */
public final class IsoTpStream implements AutoCloseable {

  private final IsoTpConnection connection;
  private final StreamSink sink;

  IsoTpStream(IsoTpConnection connection, StreamSink sink) {
    this.connection = connection;
    this.sink = sink;
  }

  /** A function that opens a connection with a listener. */
  @FunctionalInterface
  public interface Opener {
    /** Opens the connection. */
    IsoTpConnection open(IsoTpListener listener) throws IOException;
  }

  /**
   * Opens a stream on any kind of connection.
   *
   * @throws IOException if the opener throws it
   */
  public static IsoTpStream open(IsoTpAddress address, Opener opener) throws IOException {
    StreamSink sink = new StreamSink(address.toString(), ForkJoinPool.commonPool());
    return new IsoTpStream(opener.open(sink.asListener()), sink);
  }

  /** Returns the connection. */
  public IsoTpConnection connection() {
    return connection;
  }

  /** Sends a message, as {@link IsoTpConnection#send}. */
  public CompletableFuture<Void> send(byte... message) {
    return connection.send(message);
  }

  /**
   * Sends a message and blocks until it has been sent.
   *
   * @throws IsoTpException if the transfer failed
   * @throws TimeoutException if it took too long; the transmission is stopped
   */
  public void send(byte[] message, Duration timeout)
      throws IOException, TimeoutException, InterruptedException {
    CompletableFuture<Void> sent = connection.send(message);
    try {
      await(sent, timeout);
    } catch (TimeoutException | InterruptedException e) {
      sent.cancel(false);
      throw e;
    }
  }

  /**
   * Returns a future of the next message. It fails with {@link IsoTpException} if a message was
   * lost or the connection is closed. Cancelling it may lose a message.
   */
  public CompletableFuture<byte[]> receive() {
    return sink.read(false);
  }

  /**
   * Blocks until the next message.
   *
   * @throws IsoTpException if a message was lost or the connection is closed
   * @throws TimeoutException if no message came in time; no message is lost by that
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

  /** Discards the messages and errors that have not been read; returns their number. */
  public int empty() {
    return sink.empty();
  }

  /**
   * Discards unread messages, sends a message and blocks until the next one. Use {@link
   * #request(byte[], ResponseMatcher, Duration)} where late responses to earlier requests may come.
   *
   * @param timeout the time for both
   * @throws IsoTpException if a transfer failed
   * @throws TimeoutException if it took too long
   */
  public byte[] request(byte[] message, Duration timeout)
      throws IOException, TimeoutException, InterruptedException {
    return request(message, ResponseMatcher.ANY, timeout);
  }

  /**
   * Discards unread messages, sends a request and blocks until its response. Messages that announce
   * the response and messages that do not belong to the request are skipped.
   *
   * @param matcher the rule for responses
   * @param timeout the time for both
   * @throws IsoTpException if a transfer failed
   * @throws TimeoutException if it took too long
   */
  public byte[] request(byte[] message, ResponseMatcher matcher, Duration timeout)
      throws IOException, TimeoutException, InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    empty();
    send(message, timeout);
    while (true) {
      byte[] answer = receive(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      if (matcher.match(message, answer) == ResponseMatcher.Match.ANSWER) {
        return answer;
      }
    }
  }

  private <T> T await(CompletableFuture<T> future, Duration timeout)
      throws IOException, TimeoutException, InterruptedException {
    try {
      return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      TimeoutException named =
          new TimeoutException(connection.address() + ": timed out after " + timeout);
      named.initCause(e);
      throw named;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException failure) {
        throw failure;
      }
      if (cause instanceof RuntimeException mistake) {
        throw mistake;
      }
      throw new IOException(connection.address() + ": " + NResult.N_ERROR, cause);
    }
  }

  /** Closes the connection; messages received before can still be read. */
  @Override
  public void close() {
    connection.close();
  }
}
