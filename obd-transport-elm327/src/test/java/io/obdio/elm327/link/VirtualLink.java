package io.obdio.elm327.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.function.IntSupplier;

/**
 * A link in virtual time to a peer in the same thread: waiting costs nothing, and every run is the
 * same. The peer receives each byte as it is written and answers with bytes at times to come.
 */
public final class VirtualLink implements ByteLink {

  /** The other side. */
  public interface Peer {
    /** A byte arrived at {@code now}. */
    void receive(int b, VirtualLink link);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Chunk(long at, byte[] bytes) {}

  private final Peer peer;
  private final IntSupplier chunkSize;
  private final ArrayDeque<Chunk> coming = new ArrayDeque<>();
  private int taken;
  private long now;
  private boolean closed;
  private String lost = "";

  /** {@code chunkSize} gives the maximum number of bytes of each read. */
  public VirtualLink(Peer peer, IntSupplier chunkSize) {
    this.peer = peer;
    this.chunkSize = chunkSize;
  }

  @Override
  public String name() {
    return "virtual";
  }

  @Override
  public long nanoTime() {
    return now;
  }

  /** Virtual milliseconds since the start. */
  public long millis() {
    return now / 1_000_000;
  }

  /** Time passes. */
  public void advance(long millis) {
    now += millis * 1_000_000;
  }

  /** The peer sends bytes, to arrive so much later, but never before what was sent earlier. */
  public void send(String text, long delayMillis) {
    long at = now + delayMillis * 1_000_000;
    if (!coming.isEmpty()) {
      at = Math.max(at, coming.getLast().at());
    }
    coming.add(new Chunk(at, text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** Drops what has not arrived. */
  public void dropComing() {
    coming.clear();
    taken = 0;
  }

  /** The device is gone. */
  public void lose(String reason) {
    lost = reason;
  }

  public boolean isClosed() {
    return closed;
  }

  private void check() throws IOException {
    if (closed) {
      throw new IOException("virtual is closed");
    }
    if (!lost.isEmpty()) {
      throw new IOException(lost);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    check();
    for (int i = 0; i < length; i++) {
      peer.receive(bytes[offset + i] & 0xFF, this);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length, long deadlineNanos) throws IOException {
    check();
    Chunk next = coming.peek();
    if (next == null || next.at() - Math.max(now, deadlineNanos) > 0) {
      now = Math.max(now, deadlineNanos);
      return 0;
    }
    now = Math.max(now, next.at());
    int room = Math.min(length, Math.max(1, chunkSize.getAsInt()));
    int n = Math.min(room, next.bytes().length - taken);
    System.arraycopy(next.bytes(), taken, target, offset, n);
    taken += n;
    if (taken == next.bytes().length) {
      coming.remove();
      taken = 0;
    }
    return n;
  }

  @Override
  public int available() throws IOException {
    check();
    Chunk next = coming.peek();
    return next == null || next.at() > now ? 0 : next.bytes().length - taken;
  }

  @Override
  public void close() {
    closed = true;
  }
}
