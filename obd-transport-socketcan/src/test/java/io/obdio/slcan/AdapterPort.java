package io.obdio.slcan;

import io.obdio.isotp.can.CanBus;
import io.obdio.sim.slcan.SlcanAdapter;
import io.obdio.sim.slcan.SlcanConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A port in memory with an emulated adapter behind it, whose bytes a test can alter. */
final class AdapterPort implements SlcanPort {

  private final LinkedBlockingQueue<byte[]> toHost = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream fromHost = new ByteArrayOutputStream();
  private final CanBus bus;
  private final SlcanAdapter adapter;
  private volatile UnaryOperator<String> damage = text -> text;
  private volatile @Nullable String lost;
  private byte @Nullable [] rest;

  /** Connects an adapter to a bus, which is closed with the port. */
  AdapterPort(CanBus bus, SlcanConfig config) {
    this.bus = bus;
    adapter = new SlcanAdapter(bus, config, bytes -> emit(text(bytes)));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Sends text to the host as if it were the adapter's. */
  void emit(String text) {
    toHost.add(damage.apply(text).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Alters everything that the adapter sends from now on. */
  void damage(UnaryOperator<String> change) {
    damage = change;
  }

  void unplug() {
    lost = "memory was unplugged";
  }

  /** Returns everything that the host has written. */
  synchronized String written() {
    return text(fromHost.toByteArray());
  }

  @Override
  public String name() {
    return "memory";
  }

  private void check() throws IOException {
    String reason = lost;
    if (reason != null) {
      throw new IOException(reason);
    }
  }

  @Override
  public int read(byte[] target) throws IOException {
    check();
    byte[] next = rest;
    try {
      next = next != null ? next : toHost.poll(20, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    check();
    if (next == null) {
      return 0;
    }
    int count = Math.min(target.length, next.length);
    System.arraycopy(next, 0, target, 0, count);
    rest = count == next.length ? null : java.util.Arrays.copyOfRange(next, count, next.length);
    return count;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    check();
    synchronized (this) {
      fromHost.writeBytes(bytes);
    }
    adapter.write(bytes, bytes.length);
  }

  @Override
  public void close() {
    if (lost == null) {
      lost = "memory is closed";
    }
    adapter.close();
    bus.close();
  }
}
