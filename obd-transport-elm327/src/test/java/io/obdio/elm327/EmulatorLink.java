package io.obdio.elm327;

import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.link.LinkSource;
import io.obdio.elm327.link.LinkUnavailableException;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.port.ElmPort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** A link in virtual time to the emulated adapter of the simulator. */
final class EmulatorLink implements ByteLink {

  private final ElmPort port;
  private final IntSupplier chunkSize;
  private final int[] baud = {38_400};
  private final byte[] ahead = new byte[1];
  private final StringBuilder log = new StringBuilder();
  private boolean isAhead;
  private boolean closed;

  /** Every command, in order, for short dialogues. */
  final List<String> commands = new ArrayList<>();

  /** How long the adapter took in all, from each command's first byte to its prompt. */
  long adapterNanos;

  private long askedAt = -1;
  long written;
  long received;

  /**
   * Opens a link to the current adapter on request.
   *
   * @param opened receives each link
   */
  static LinkSource source(
      Supplier<Elm327> adapter, IntSupplier chunkSize, Consumer<EmulatorLink> opened) {
    return millis -> {
      try {
        EmulatorLink link = new EmulatorLink(adapter.get(), chunkSize);
        opened.accept(link);
        return link;
      } catch (IOException e) {
        throw new LinkUnavailableException("emulator: " + e.getMessage(), e);
      }
    };
  }

  /** The same, with whole replies. */
  static LinkSource source(Supplier<Elm327> adapter, Consumer<EmulatorLink> opened) {
    return source(adapter, () -> Integer.MAX_VALUE, opened);
  }

  EmulatorLink(Elm327 adapter) throws IOException {
    this(adapter, () -> Integer.MAX_VALUE);
  }

  /** {@code chunkSize} gives the maximum number of bytes of each read. */
  EmulatorLink(Elm327 adapter, IntSupplier chunkSize) throws IOException {
    this.chunkSize = chunkSize;
    this.port = ElmPort.virtualTime(adapter);
  }

  @Override
  public String name() {
    return "emulator";
  }

  @Override
  public long nanoTime() {
    return port.now();
  }

  private void check() throws IOException {
    if (closed) {
      throw new IOException("emulator is closed");
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    check();
    written += length;
    if (askedAt < 0) {
      askedAt = nanoTime();
    }
    if (commands.size() < 100) {
      commands.add(new String(bytes, offset, length, StandardCharsets.ISO_8859_1).strip());
    }
    note("<<", bytes, offset, length);
    port.write(bytes, offset, length);
  }

  @Override
  public int read(byte[] target, int offset, int length, long deadlineNanos) throws IOException {
    check();
    if (isAhead) {
      isAhead = false;
      target[offset] = ahead[0];
      return 1;
    }
    int n =
        port.read(
            target,
            offset,
            Math.min(length, chunkSize.getAsInt()),
            Duration.ofNanos(Math.max(0, deadlineNanos - port.now())));
    if (n < 0) {
      throw new IOException("emulator is gone");
    }
    received += n;
    if (n > 0) {
      note("", target, offset, n);
      if (target[offset + n - 1] == '>' && askedAt >= 0) {
        adapterNanos += nanoTime() - askedAt;
        askedAt = -1;
      }
    }
    return n;
  }

  private void note(String what, byte[] bytes, int offset, int length) {
    String text = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    log.append(what)
        .append(text.replace("\r", what.isEmpty() ? "|" : ">>\n" + nanoTime() / 1000 + " "));
    log.delete(0, Math.max(0, log.length() - 1500));
  }

  /** The last output, for the message of a failure. */
  String transcript() {
    return log.toString();
  }

  @Override
  public int available() throws IOException {
    if (!isAhead) {
      isAhead = read(ahead, 0, 1, port.now()) > 0;
    }
    return isAhead ? 1 : 0;
  }

  @Override
  public boolean setBaudRate(int rate) {
    baud[0] = rate;
    port.setHostBaud(rate);
    return true;
  }

  @Override
  public int baudRate() {
    return baud[0];
  }

  @Override
  public void close() {
    closed = true;
    port.close();
  }
}
