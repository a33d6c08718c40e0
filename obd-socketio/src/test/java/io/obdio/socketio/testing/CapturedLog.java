package io.obdio.socketio.testing;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is logged while it is open, beside showing it: SLF4J's simple logger writes to standard
 * error. Open one at a time.
 */
public final class CapturedLog implements AutoCloseable {
  private static final Pattern COMPLAINT = Pattern.compile("^[^a-z]*\\b(WARN|ERROR) ");

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream captured = new ByteArrayOutputStream();

  /** Begins. */
  public CapturedLog() {
    OutputStream both =
        new OutputStream() {
          @Override
          public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            before.write(bytes, from, length);
            synchronized (captured) {
              captured.write(bytes, from, length);
            }
          }
        };
    System.setErr(new PrintStream(both, true, StandardCharsets.UTF_8));
  }

  /** The lines of warnings and errors so far. */
  public List<String> complaints() {
    String all;
    synchronized (captured) {
      all = captured.toString(StandardCharsets.UTF_8);
    }
    return all.lines().filter(line -> COMPLAINT.matcher(line).find()).toList();
  }

  @Override
  public void close() {
    System.setErr(before);
  }
}
