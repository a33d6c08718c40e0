package io.obdio.socketio.app.terminal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.util.DaemonThreads;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/**
 * A line on the standard error output that reports what the program waits for. It appears after two
 * seconds, on a terminal only, and disappears at the end.
 *
 * <p>Threads: any thread may call any method; a thread of its own writes.
 */
public final class Progress implements AutoCloseable {

  private static final long FIRST_MS = 2_000;
  private static final long REPEAT_MS = 1_000;
  private static final String CLEAR = "\r\033[K";

  private final PrintWriter err;
  private final long firstMillis;
  private final long begin = System.nanoTime();

  @GuardedBy("this")
  private String text;

  @GuardedBy("this")
  private boolean shown;

  @GuardedBy("this")
  private boolean closed;

  private Progress(PrintWriter err, String text, long firstMillis) {
    this.err = err;
    this.text = text;
    this.firstMillis = firstMillis;
  }

  /**
   * Starts a progress line.
   *
   * @param err the standard error output
   * @param text what the program does, such as {@code Connecting}
   */
  public static Progress start(PrintWriter err, String text) {
    return ConsoleTerminal.isErrorTerminal()
        ? start(err, text, FIRST_MS)
        : new Progress(err, text, FIRST_MS);
  }

  /** Starts a progress line that appears after {@code firstMillis}. */
  static Progress start(PrintWriter err, String text, long firstMillis) {
    Progress progress = new Progress(err, text, firstMillis);
    Thread unused = DaemonThreads.start("obdio-progress", progress::run);
    return progress;
  }

  /** Sets what the program does now. */
  public synchronized void set(String newText) {
    text = newText;
  }

  private synchronized void run() {
    try {
      long wait = firstMillis;
      while (!closed) {
        TimeUnit.MILLISECONDS.timedWait(this, wait);
        long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        wait = elapsed < firstMillis ? firstMillis - elapsed : REPEAT_MS;
        if (!closed && elapsed >= firstMillis) {
          err.print(CLEAR + text + " ... " + elapsed / 1_000 + " s");
          err.flush();
          shown = true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Removes the line. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
    if (shown) {
      err.print(CLEAR);
      err.flush();
    }
  }
}
