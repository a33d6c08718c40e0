package io.obdio.isotp.network;

import io.obdio.isotp.loop.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A request to a server, which may be answered any number of times, at once or later.
 *
 * <p>Threads: every method may be called by any thread.
 */
public final class IsoTpRequest {

  private final byte[] payload;
  private final boolean functional;
  private final IsoTpConnection answers;
  private final EventLoop loop;

  IsoTpRequest(byte[] payload, boolean functional, IsoTpConnection answers, EventLoop loop) {
    this.payload = payload;
    this.functional = functional;
    this.answers = answers;
    this.loop = loop;
  }

  /** Returns the message; the array is not used any more. */
  public byte[] payload() {
    return payload;
  }

  /** Returns true if the request had a functional address. */
  public boolean functional() {
    return functional;
  }

  /** Sends a response after those submitted before, as {@link IsoTpConnection#send}. */
  public CompletableFuture<Void> respond(byte... answer) {
    return answers.send(answer);
  }

  /** Sends a response after a delay by the network's clock. */
  public CompletableFuture<Void> respondAfter(Duration delay, byte... answer) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    byte[] copy = answer.clone();
    loop.schedule(
        delay.toNanos(),
        () -> {
          CompletableFuture<Void> unused =
              answers
                  .send(copy)
                  .whenComplete(
                      (done, error) -> {
                        if (error == null) {
                          result.complete(null);
                        } else {
                          result.completeExceptionally(error);
                        }
                      });
        });
    return result;
  }
}
