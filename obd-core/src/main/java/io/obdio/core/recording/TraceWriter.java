package io.obdio.core.recording;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.transport.TransportTrace;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer of traces: the bytes or frames of a transport as comments of a recording, with their
 * times in seconds since the begin. A reply of an adapter is one line, whatever its chunks. If the
 * output cannot be written, or has reached its limit, the trace ends with one line in the log.
 *
 * <p>Threads: all methods may be called by any thread.
 */
public final class TraceWriter implements TransportTrace, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TraceWriter.class);

  /** Bytes of a reply that are collected for one line. */
  private static final int MAX_REPLY = 4_096;

  private static final char PROMPT = '>';

  private final String name;
  private final @Nullable VinMask mask;
  private final long maxChars;
  private final LongSupplier nanoTime;
  private final long start;

  @GuardedBy("this")
  private @Nullable Writer out;

  @GuardedBy("this")
  private final StringBuilder reply = new StringBuilder();

  @GuardedBy("this")
  private long replyAt;

  @GuardedBy("this")
  private String command = "";

  @GuardedBy("this")
  private long written;

  /**
   * Creates a writer.
   *
   * @param name the name of the output for the log
   * @param out closed with this
   * @param maskVin whether vehicle identification numbers are replaced
   * @param maxChars the number of characters after which the trace ends
   */
  public TraceWriter(String name, Writer out, boolean maskVin, long maxChars) {
    this(name, out, maskVin, maxChars, System::nanoTime);
  }

  TraceWriter(String name, Writer out, boolean maskVin, long maxChars, LongSupplier nanoTime) {
    this.name = name;
    this.out = out;
    this.mask = maskVin ? new VinMask() : null;
    this.maxChars = maxChars;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  @Override
  public synchronized void sent(byte[] bytes, int offset, int length) {
    endReply();
    String text = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    if (!text.isBlank()) {
      command = text; // A bare carriage return repeats the last command.
    }
    comment(nanoTime.getAsLong(), "> " + escaped(masked("", text)));
  }

  @Override
  public synchronized void received(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (reply.length() == 0) {
        replyAt = nanoTime.getAsLong();
      }
      char each = (char) (bytes[i] & 0xFF);
      reply.append(each);
      if (each == PROMPT || reply.length() >= MAX_REPLY) {
        endReply();
      }
    }
  }

  @GuardedBy("this")
  private void endReply() {
    if (reply.length() > 0) {
      String text = reply.toString();
      reply.setLength(0);
      comment(replyAt, "< " + escaped(masked(command, text)));
    }
  }

  @GuardedBy("this")
  private String masked(String to, String text) {
    return mask == null ? text : mask.dialogue(to, text);
  }

  @Override
  public synchronized void frame(boolean sent, String frame) {
    String shown = mask == null ? frame : mask.frame(frame);
    comment(nanoTime.getAsLong(), (sent ? "> " : "< ") + shown);
  }

  @Override
  public synchronized void note(String text) {
    endReply();
    comment(nanoTime.getAsLong(), "* " + escaped(mask == null ? text : mask.text(text)));
  }

  /** Writes a line of a recording, which must not contain a number that is to be masked. */
  synchronized void line(String line) {
    endReply();
    write(line);
  }

  /** Returns the mask; null if nothing is masked. */
  @Nullable VinMask mask() {
    return mask;
  }

  /** Returns the time since the begin in nanoseconds. */
  long elapsed() {
    return nanoTime.getAsLong() - start;
  }

  @GuardedBy("this")
  private void comment(long time, String text) {
    write(String.format(Locale.ROOT, "# %.3f %s", (time - start) / 1e9, text));
  }

  /** Returns a text with the escapes \r, \n, \\ and \xNN for what is not printable ASCII. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '\r' -> escaped.append("\\r");
        case '\n' -> escaped.append("\\n");
        case '\\' -> escaped.append("\\\\");
        default -> {
          if (each >= ' ' && each <= '~') {
            escaped.append(each);
          } else {
            escaped.append(String.format(Locale.ROOT, "\\x%02X", (int) each));
          }
        }
      }
    }
    return escaped.toString();
  }

  @GuardedBy("this")
  private void write(String line) {
    Writer target = out;
    if (target == null) {
      return;
    }
    try {
      if (written + line.length() >= maxChars) {
        target.write("# the trace ends: it has reached its limit\n");
        LOG.warn("{} has reached {} characters: the trace ends", name, maxChars);
        end(target);
        return;
      }
      target.write(line);
      target.write('\n');
      target.flush();
      written += line.length() + 1;
    } catch (IOException e) {
      LOG.warn("{} cannot be written, the trace ends: {}", name, e.toString());
      end(target);
    }
  }

  @GuardedBy("this")
  private void end(Writer target) {
    out = null;
    try {
      target.close();
    } catch (IOException e) {
      LOG.debug("closing {}", name, e);
    }
  }

  /** Writes what was received last and closes the output. */
  @Override
  public synchronized void close() {
    endReply();
    Writer target = out;
    if (target != null) {
      end(target);
    }
  }
}
