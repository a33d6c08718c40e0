package io.obdio.socketio.access;

import io.obdio.core.util.DaemonThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watch of the key file: looks four times a second whether it has changed, and whether keys have
 * expired. A changed file is read at the first look at which it has not changed any more, because
 * an editor may write it in parts. Runs on a thread of its own.
 */
final class KeyFileWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(KeyFileWatch.class);

  private static final long INTERVAL_MILLIS = 250;

  /** The attributes that change when the file is written or replaced. */
  private record Fingerprint(@Nullable Object fileKey, long modified, long size) {
    static Fingerprint of(Path file) {
      try {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return new Fingerprint(now.fileKey(), now.lastModifiedTime().toMillis(), now.size());
      } catch (IOException e) {
        return new Fingerprint(null, 0, -1); // removed, or unreadable for now
      }
    }
  }

  private final Path file;
  private final Runnable changed;
  private final Runnable tick;
  private final ScheduledThreadPoolExecutor executor;
  private Fingerprint last;
  private boolean changing;

  /**
   * Creates a watch that is not started.
   *
   * @param changed called when the file has changed
   * @param tick called every time
   */
  KeyFileWatch(Path file, Runnable changed, Runnable tick) {
    this.file = file;
    this.changed = changed;
    this.tick = tick;
    this.last = Fingerprint.of(file);
    this.executor = new ScheduledThreadPoolExecutor(1, DaemonThreads.factory("obdio-keys"));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // look() handles its exceptions
  void start() {
    executor.scheduleWithFixedDelay(
        this::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Looks once; for the thread of the watch, and for tests. */
  void look() {
    try {
      Fingerprint now = Fingerprint.of(file);
      if (!now.equals(last)) {
        last = now;
        changing = true;
      } else if (changing) {
        changing = false;
        changed.run();
      }
      tick.run();
    } catch (RuntimeException e) {
      log.warn("checking {} failed", file, e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
