package io.obdio.bench;

import io.obdio.elm327.link.ByteLink;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.port.ElmPort;
import java.io.IOException;
import java.time.Duration;

/** A link to the simulator's adapter in the same process, in real time. */
final class SimulatorLink implements ByteLink {

  private final ElmPort port;

  SimulatorLink(Elm327 adapter) throws IOException {
    port = ElmPort.realTime(adapter);
  }

  @Override
  public String name() {
    return "simulator";
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    port.write(bytes, offset, length);
  }

  @Override
  public int read(byte[] target, int offset, int length, long deadlineNanos) throws IOException {
    long left = Math.max(0, deadlineNanos - System.nanoTime());
    int count = port.read(target, offset, length, Duration.ofNanos(left));
    if (count < 0) {
      throw new IOException("the simulator's adapter is gone");
    }
    return count;
  }

  /** Returns 0: the dialogue asks only in order to discard stale bytes. */
  @Override
  public int available() {
    return 0;
  }

  @Override
  public void close() {
    port.close();
  }
}
