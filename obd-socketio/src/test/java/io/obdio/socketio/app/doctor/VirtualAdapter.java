package io.obdio.socketio.app.doctor;

import io.obdio.elm327.link.ByteLink;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.port.ElmPort;
import java.io.IOException;
import java.time.Duration;

/** A serial link to an emulated adapter in virtual time: the longest inspection takes no time. */
final class VirtualAdapter implements ByteLink {

  private static final int RATE = 38_400;

  private final ElmPort port;
  private final byte[] ahead = new byte[1];
  private boolean hasAhead;
  private int rate = RATE;

  VirtualAdapter(Elm327 adapter) throws IOException {
    port = ElmPort.virtualTime(adapter);
    port.setHostBaud(RATE);
  }

  @Override
  public String name() {
    return "/dev/ttyUSB0";
  }

  @Override
  public long nanoTime() {
    return port.now();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    port.write(bytes, offset, length);
  }

  @Override
  public int read(byte[] target, int offset, int length, long deadline) throws IOException {
    if (hasAhead) {
      hasAhead = false;
      target[offset] = ahead[0];
      return 1;
    }
    long left = Math.max(0, deadline - port.now());
    int n = port.read(target, offset, length, Duration.ofNanos(left));
    if (n < 0) {
      throw new IOException("/dev/ttyUSB0 was unplugged");
    }
    return n;
  }

  @Override
  public int available() throws IOException {
    hasAhead = hasAhead || read(ahead, 0, 1, port.now()) > 0;
    return hasAhead ? 1 : 0;
  }

  @Override
  public boolean setBaudRate(int baud) {
    rate = baud;
    port.setHostBaud(baud);
    return true;
  }

  @Override
  public int baudRate() {
    return rate;
  }

  @Override
  public void close() {
    port.close();
  }
}
