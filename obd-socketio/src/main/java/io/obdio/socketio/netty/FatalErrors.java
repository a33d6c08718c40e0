package io.obdio.socketio.netty;

import java.util.function.Consumer;

/**
 * The reaction to errors after which the process cannot be relied on. A library does no more than
 * log; a program may end itself. Safe for use by any thread.
 */
public final class FatalErrors {
  private static final int MAX_CAUSES = 20;

  private static volatile Consumer<OutOfMemoryError> handler = error -> {};

  private FatalErrors() {}

  /** Sets the handler for {@link OutOfMemoryError}; it may be called by any thread. */
  public static void onOutOfMemory(Consumer<OutOfMemoryError> value) {
    handler = value;
  }

  /** Calls the handler if an error, or one of its causes, is an {@link OutOfMemoryError}. */
  public static void check(Throwable error) {
    Throwable cause = error;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (cause instanceof OutOfMemoryError outOfMemory) {
        handler.accept(outOfMemory);
        return;
      }
      cause = cause.getCause();
    }
  }
}
