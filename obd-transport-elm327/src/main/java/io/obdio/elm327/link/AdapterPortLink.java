package io.obdio.elm327.link;

import io.obdio.core.transport.AdapterPort;
import java.io.IOException;
import java.time.Duration;

/** A link over a connection that the program opened itself. */
public final class AdapterPortLink implements ByteLink {

  private final AdapterPort port;
  private final byte[] ahead = new byte[1];
  private boolean hasAhead;

  private AdapterPortLink(AdapterPort port) {
    this.port = port;
  }

  /** Returns a source of links over the connections of {@code ports}. */
  public static LinkSource source(AdapterPort.Opener ports) {
    return millis -> {
      try {
        return new AdapterPortLink(ports.open(Duration.ofMillis(millis)));
      } catch (IOException e) {
        throw new LinkUnavailableException(String.valueOf(e.getMessage()), e);
      }
    };
  }

  @Override
  public String name() {
    return port.name();
  }

  @Override
  public long nanoTime() {
    return port.nanoTime();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    port.write(bytes, offset, length);
  }

  @Override
  public int read(byte[] target, int offset, int length, long deadlineNanos) throws IOException {
    if (hasAhead) {
      hasAhead = false;
      target[offset] = ahead[0];
      return 1;
    }
    return readPort(target, offset, length, Math.max(0, deadlineNanos - nanoTime()));
  }

  private int readPort(byte[] target, int offset, int length, long nanos) throws IOException {
    int count = port.read(target, offset, length, Duration.ofNanos(nanos));
    if (count < 0) {
      throw new IOException(port.name() + " is closed");
    }
    return count;
  }

  /** Returns 1 if a byte can be read; the port does not report how many have arrived. */
  @Override
  public int available() throws IOException {
    hasAhead = hasAhead || readPort(ahead, 0, 1, 0) > 0;
    return hasAhead ? 1 : 0;
  }

  @Override
  public void close() {
    port.close();
  }
}
