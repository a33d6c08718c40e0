package io.obdio.elm327.link;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * A link that passes each call to another one; subclasses change some of them. Threads: see {@link
 * ByteLink}.
 */
public abstract class ForwardingLink implements ByteLink {

  /** The wrapped link. */
  protected final ByteLink link;

  /** Wraps a link, which is closed with this one. */
  protected ForwardingLink(ByteLink link) {
    this.link = link;
  }

  @Override
  public String name() {
    return link.name();
  }

  @Override
  public long nanoTime() {
    return link.nanoTime();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    link.write(bytes, offset, length);
  }

  @Override
  public int read(byte[] target, int offset, int length, long deadlineNanos) throws IOException {
    return link.read(target, offset, length, deadlineNanos);
  }

  @Override
  public int available() throws IOException {
    return link.available();
  }

  @Override
  public boolean setBaudRate(int baud) throws IOException {
    return link.setBaudRate(baud);
  }

  @Override
  public int baudRate() {
    return link.baudRate();
  }

  @Override
  public void onLost(Consumer<String> listener) {
    link.onLost(listener);
  }

  @Override
  public void close() {
    link.close();
  }
}
