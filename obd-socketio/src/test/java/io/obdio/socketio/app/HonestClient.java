package io.obdio.socketio.app;

import io.obdio.socketio.testing.RawWebSocket;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;

/** A client that asks and waits for the answer, again and again, and measures how long it waits. */
final class HonestClient implements AutoCloseable {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final RawWebSocket socket;
  private final List<Long> loops;

  HonestClient(int port) throws InterruptedException {
    socket =
        RawWebSocket.connect("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket");
    socket.textAfterPings();
    socket.send("40");
    Assertions.assertTrue(socket.textAfterPings().startsWith("40{"));
    loops =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("obdio-http"))
            .map(Thread::getId)
            .toList();
    Assertions.assertFalse(loops.isEmpty());
  }

  /**
   * How long an answer took, in ns.
   *
   * @param elapsed on the clock
   * @param busy CPU time of the server's event loops meanwhile
   */
  record Wait(long elapsed, long busy) {
    Wait longer(Wait other) {
      return elapsed >= other.elapsed ? this : other;
    }
  }

  /** Asks once and waits for the answer. */
  Wait askOnce() throws InterruptedException {
    long start = System.nanoTime();
    long busy = loopTime();
    socket.send("421[\"has_name\",\"RPM\"]");
    for (String answer = socket.textAfterPings();
        !answer.startsWith("43");
        answer = socket.textAfterPings()) {
      // The answer as an event, or an event that all clients receive.
    }
    return new Wait(System.nanoTime() - start, loopTime() - busy);
  }

  private long loopTime() {
    return loops.stream().mapToLong(THREADS::getThreadCpuTime).sum();
  }

  /** Asks until a condition holds and returns the longest wait for an answer. */
  Wait longestWaitUntil(BooleanSupplier end) throws InterruptedException {
    Wait longest = askOnce();
    while (!end.getAsBoolean()) {
      longest = longest.longer(askOnce());
    }
    return longest.longer(askOnce());
  }

  @Override
  public void close() {
    socket.close();
  }
}
