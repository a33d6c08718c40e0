package io.obdio.socketio.app.terminal;

import io.obdio.socketio.app.failure.ExitCode;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * An output that keeps its first failure, because a {@link PrintWriter} on it hides failures.
 *
 * <p>Threads: one thread writes at a time; any thread may call the other methods.
 */
public final class ObservedOutput extends FilterOutputStream {

  /** The exit code of a program that SIGPIPE ends: 128 and the number of the signal. */
  static final int BROKEN_PIPE = 141;

  private volatile @Nullable IOException failure;

  /** Creates an output on {@code out}. */
  public ObservedOutput(OutputStream out) {
    super(out);
  }

  /** Returns whether a write has failed. */
  public boolean hasFailed() {
    return failure != null;
  }

  /**
   * Returns the exit code of a subcommand whose result was written to this output, and reports a
   * failure. A reader that has closed a pipe, such as {@code head}, is not reported.
   *
   * @param code the exit code if nothing has failed
   */
  public int exitCode(int code, PrintWriter err) {
    IOException failed = failure;
    if (failed == null) {
      return code;
    }
    if (String.valueOf(failed.getMessage()).contains("Broken pipe")) {
      return BROKEN_PIPE;
    }
    err.println("obdio: the output cannot be written: " + failed.getMessage());
    err.flush();
    return ExitCode.USER_ERROR.code();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      if (failure == null) {
        failure = e;
      }
      throw e;
    }
  }
}
