package io.obdio.sim.elm327;

import io.obdio.sim.bus.Timeline;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import java.io.ByteArrayOutputStream;
import java.util.function.IntConsumer;

/**
 * The line between host and adapter: bytes in both directions with their times. Without a baud rate
 * they arrive at once. If the baud rates of host and adapter differ, both receive garbled bytes.
 */
final class SerialLine {

  private static final int MOST = 1 << 16;
  private static final int MOST_UNDER_WAY = 4096;
  private static final int BITS_PER_BYTE = 10;

  private final Timeline time;
  private final FaultInjector faults;
  private final IntConsumer receiver;
  private final boolean timed;
  private final int factoryBaud;
  private final ByteArrayOutputStream delivered = new ByteArrayOutputStream();

  private byte[] queue = new byte[256];
  private long[] dueAt = new long[256];
  private int head;
  private int queued;
  private boolean armed;
  private long outFreeAt;
  private long inFreeAt;
  private int baud;
  private int hostBaud;

  SerialLine(Timeline time, FaultInjector faults, int baud, IntConsumer receiver) {
    this.time = time;
    this.faults = faults;
    this.receiver = receiver;
    this.timed = baud > 0;
    this.factoryBaud = timed ? baud : 38_400;
    this.baud = factoryBaud;
  }

  /** Returns the adapter's baud rate. */
  int baud() {
    return baud;
  }

  void baud(int rate) {
    baud = rate;
  }

  /** Restores the baud rate of the first power-up. */
  void resetBaud() {
    baud = factoryBaud;
  }

  /** Sets the host's baud rate; 0 if it is always that of the adapter. */
  void hostBaud(int rate) {
    hostBaud = rate;
  }

  private boolean mismatched() {
    return hostBaud != 0 && Math.abs(hostBaud - baud) * 20L > baud;
  }

  /** Returns the time of one byte, in nanoseconds; 0 on a line that takes no time. */
  long byteTime() {
    return timed ? BITS_PER_BYTE * 1_000_000_000L / baud : 0;
  }

  /** Receives bytes of the host. */
  void fromHost(byte[] bytes, int offset, int length) {
    for (int i = 0; i < length; i++) {
      int b = bytes[offset + i] & 0xFF;
      if (timed) {
        inFreeAt = Math.max(inFreeAt, time.now()) + byteTime();
        time.after(inFreeAt - time.now(), () -> arrive(b));
      } else {
        arrive(b);
        time.advanceTo(time.now());
      }
    }
  }

  /** Returns false while a timed line holds so many bytes that the host should wait. */
  boolean takesInput() {
    return !timed || inFreeAt - time.now() < MOST_UNDER_WAY * byteTime();
  }

  private void arrive(int b) {
    if (faults.active(Fault.Silence.class, time.now()) == null) {
      receiver.accept(mismatched() ? rubbish(b) : b);
    }
  }

  /** Returns what a receiver at another rate makes of a byte: never the end of a command. */
  private static int rubbish(int b) {
    return (b * 37 ^ 0xA5) & 0xFF | 0x80;
  }

  /** Sends bytes to the host, at the earliest after {@code delay} nanoseconds. */
  void toHost(byte[] bytes, long delay) {
    if (faults.active(Fault.Silence.class, time.now()) != null) {
      return;
    }
    Fault.Chunked chunked = faults.active(Fault.Chunked.class, time.now());
    long gap = Math.max(byteTime(), chunked == null ? 0 : chunked.gap().toNanos());
    long earliest = Math.max(outFreeAt, time.now() + delay);
    if (gap == 0 && queued == 0 && earliest <= time.now()) {
      delivered.writeBytes(mismatched() ? rubbish(bytes) : bytes);
      return;
    }
    for (byte b : bytes) {
      earliest += gap;
      enqueue(mismatched() ? (byte) rubbish(b) : b, earliest);
    }
    outFreeAt = earliest;
    arm();
  }

  private static byte[] rubbish(byte[] bytes) {
    byte[] result = bytes.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] = (byte) rubbish(result[i]);
    }
    return result;
  }

  private void enqueue(byte b, long due) {
    if (queued == MOST) {
      return; // The host does not read, and the buffer is full.
    }
    if (queued == queue.length) {
      byte[] bytes = new byte[queued * 2];
      long[] times = new long[queued * 2];
      for (int i = 0; i < queued; i++) {
        bytes[i] = queue[(head + i) % queued];
        times[i] = dueAt[(head + i) % queued];
      }
      queue = bytes;
      dueAt = times;
      head = 0;
    }
    int at = (head + queued++) % queue.length;
    queue[at] = b;
    dueAt[at] = due;
  }

  private void arm() {
    if (!armed && queued > 0) {
      armed = true;
      time.after(dueAt[head] - time.now(), this::release);
    }
  }

  private void release() {
    armed = false;
    while (queued > 0 && dueAt[head] <= time.now()) {
      delivered.write(queue[head]);
      head = (head + 1) % queue.length;
      queued--;
    }
    arm();
  }

  /** Returns the time until the last byte is sent, in nanoseconds. */
  long drainTime() {
    return Math.max(0, outFreeAt - time.now());
  }

  /** Returns the number of bytes that wait to be sent. */
  int backlog() {
    return queued;
  }

  /** Discards unsent bytes, as after a loss of power. */
  void clear() {
    queued = 0;
    head = 0;
    outFreeAt = 0;
    delivered.reset();
  }

  boolean hasDelivered() {
    return delivered.size() > 0;
  }

  /** Returns the bytes that reached the host since the last call. */
  byte[] takeDelivered() {
    if (delivered.size() == 0) {
      return new byte[0];
    }
    byte[] result = delivered.toByteArray();
    delivered.reset();
    return result;
  }
}
