package io.obdio.socketio.gps;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives positions, at most one per second, and connects again after a loss, with growing pauses.
 * Each change of its state is one line of the log.
 *
 * <p>Threads: a thread of its own reads, and calls the consumer; {@link #close} may be called by
 * any thread.
 */
public final class GpsReceiver implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(GpsReceiver.class);

  private static final int READ_MILLIS = 500;
  private static final long NO_POSITION_MILLIS = 10_000;
  private static final long SILENCE_MILLIS = 30_000;
  private static final long FIRST_PAUSE_MILLIS = 1_000;
  private static final long MAX_PAUSE_MILLIS = 30_000;
  private static final long END_MILLIS = 3_000;

  private static final String RECEIVES = "receives positions";
  private static final String NO_POSITION = "no position is received: can it see the sky?";

  private final GpsSource source;
  private final Consumer<GpsFix> fixes;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final FixRate rate = new FixRate();

  // Used by the thread only.
  private String state = "";
  private long lastFix;
  private long pause = FIRST_PAUSE_MILLIS;

  /**
   * Creates a receiver and starts it.
   *
   * @param fixes receives positions; must not block
   */
  public static GpsReceiver start(GpsSource source, Consumer<GpsFix> fixes) {
    GpsReceiver receiver = new GpsReceiver(source, fixes);
    receiver.thread.start();
    return receiver;
  }

  private GpsReceiver(GpsSource source, Consumer<GpsFix> fixes) {
    this.source = source;
    this.fixes = fixes;
    this.thread = new Thread(this::run, "obdio-gps");
    this.thread.setDaemon(true);
  }

  private static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void run() {
    lastFix = now();
    while (!isClosed()) {
      try (GpsSource.Link link = source.open()) {
        receive(link);
      } catch (IOException e) {
        change(failure(e));
      }
      pause();
    }
  }

  private static String failure(IOException e) {
    @Nullable String message = e.getMessage();
    return (message == null ? e.toString() : message) + "; trying again";
  }

  /** Reads until the receiver is closed, or nothing has arrived for too long. */
  private void receive(GpsSource.Link link) throws IOException {
    GpsLines lines = source.lines();
    byte[] buffer = new byte[4_096];
    long lastByte = now();
    while (!isClosed() && now() - lastByte < SILENCE_MILLIS) {
      int count = link.read(buffer, READ_MILLIS);
      if (count > 0) {
        lastByte = now();
        lines.add(buffer, count, this::received);
      }
      if (now() - lastFix > NO_POSITION_MILLIS) {
        change(NO_POSITION);
      }
    }
  }

  private void received(GpsFix fix) {
    lastFix = now();
    pause = FIRST_PAUSE_MILLIS;
    change(RECEIVES);
    if (rate.admits(lastFix)) {
      fixes.accept(fix);
    }
  }

  private void change(String to) {
    if (to.equals(state) || isClosed()) {
      return;
    }
    state = to;
    if (to.equals(RECEIVES)) {
      log.info("GPS {}: {}", source.name(), to);
    } else {
      log.warn("GPS {}: {}", source.name(), to);
    }
  }

  private void pause() {
    try {
      if (closed.await(pause, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      closed.countDown();
    }
    pause = Math.min(MAX_PAUSE_MILLIS, pause * 2);
  }

  /** Ends the thread and closes the connection. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
