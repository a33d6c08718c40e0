package io.obdio.socketio.app;

import io.obdio.socketio.testing.RawWebSocket;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;

/** A client that asks and waits for the answer, again and again, and measures how long it waits. */
final class HonestClient implements AutoCloseable {

  private final RawWebSocket socket;

  HonestClient(int port) throws InterruptedException {
    socket =
        RawWebSocket.connect("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket");
    socket.textAfterPings();
    socket.send("40");
    Assertions.assertTrue(socket.textAfterPings().startsWith("40{"));
  }

  /** Returns the time of one request and its answer, in ns. */
  long askOnce() throws InterruptedException {
    long start = System.nanoTime();
    socket.send("421[\"has_name\",\"RPM\"]");
    for (String answer = socket.textAfterPings();
        !answer.startsWith("43");
        answer = socket.textAfterPings()) {
      // The answer as an event, or an event that all clients receive.
    }
    return System.nanoTime() - start;
  }

  /** Asks until a condition holds and returns the longest wait for an answer, in ns. */
  long longestWaitUntil(BooleanSupplier end) throws InterruptedException {
    long longest = askOnce();
    while (!end.getAsBoolean()) {
      longest = Math.max(longest, askOnce());
    }
    return Math.max(longest, askOnce());
  }

  @Override
  public void close() {
    socket.close();
  }
}
