package io.obdio.isotp.network;

import io.obdio.isotp.loop.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A message that a server is to answer: not at all, once or several times, now or later.
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

  /** The message, the receiver's to keep. */
  public byte[] payload() {
    return payload;
  }

  /** True if it went to many. */
  public boolean functional() {
    return functional;
  }

  /** Sends an answer after those handed in before, as {@link IsoTpConnection#send}. */
  public CompletableFuture<Void> respond(byte... answer) {
    return answers.send(answer);
  }

  /** The same after a while of the network's clock. */
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
