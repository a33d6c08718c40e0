package io.obdio.elm327.link;

import io.obdio.core.transport.TransportTrace;
import java.io.IOException;
import java.util.function.Consumer;

/** A link that reports all bytes of another one. Threads: see {@link ByteLink}. */
public final class TracedLink extends ForwardingLink {

  private final TransportTrace trace;

  private TracedLink(ByteLink link, TransportTrace trace) {
    super(link);
    this.trace = trace;
  }

  /** Returns a traced link; {@code link} itself if it is traced already. */
  public static TracedLink of(ByteLink link, TransportTrace trace) {
    return link instanceof TracedLink traced ? traced : new TracedLink(link, trace);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    trace.sent(bytes, offset, length);
    link.write(bytes, offset, length);
  }

  @Override
  public int read(byte[] target, int offset, int length, long deadlineNanos) throws IOException {
    int count = link.read(target, offset, length, deadlineNanos);
    if (count > 0) {
      trace.received(target, offset, count);
    }
    return count;
  }

  @Override
  public boolean setBaudRate(int baud) throws IOException {
    boolean changed = link.setBaudRate(baud);
    if (changed) {
      trace.note(name() + ": " + baud + " bit/s");
    }
    return changed;
  }

  @Override
  public void onLost(Consumer<String> listener) {
    link.onLost(
        reason -> {
          trace.note("lost: " + reason);
          listener.accept(reason);
        });
  }
}
