package io.obdio.socketio.app;

import io.obdio.elm327.link.ByteLink;
import io.obdio.sim.elm327.port.ElmPort;
import java.io.IOException;
import java.time.Duration;

/** The driver's link to an emulated adapter in the same process. */
final class SimLink implements ByteLink {

  private final ElmPort port;

  SimLink(ElmPort port) {
    this.port = port;
  }

  @Override
  public String name() {
    return "sim:";
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    port.write(bytes, offset, length);
  }

  @Override
  public int read(byte[] target, int offset, int length, long deadlineNanos) throws IOException {
    Duration left = Duration.ofNanos(Math.max(0, deadlineNanos - nanoTime()));
    int count = port.read(target, offset, length, left);
    if (count < 0) {
      throw new IOException("the simulated adapter is gone");
    }
    return count;
  }

  @Override
  public int available() {
    return 0;
  }

  @Override
  public void close() {
    port.close();
  }
}
