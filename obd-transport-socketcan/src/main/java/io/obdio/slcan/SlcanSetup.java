package io.obdio.slcan;

import io.obdio.core.transport.ConnectionReason;
import io.obdio.isotp.can.CanFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands that bring an adapter onto the bus: {@code C} (close), {@code V} (version), {@code
 * S} (bit rate), {@code Y} (bit rate of FD data) and {@code O} or {@code L} (open). Adapters that
 * do not answer commands are accepted if they report their version.
 *
 * <p>Threads: used by the thread that opens the bus.
 */
final class SlcanSetup implements SlcanReader.Events {

  private static final Logger LOG = LoggerFactory.getLogger(SlcanSetup.class);

  /** The time to wait for an answer. */
  private static final long ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** The time in which frames may still arrive after the channel was closed. */
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private enum Answer {
    NONE,
    ACCEPTED,
    REFUSED
  }

  private final SlcanPort port;
  private final SlcanOptions options;
  private final SlcanReader reader = new SlcanReader(this);
  private Answer answer = Answer.NONE;
  private String version = "";
  private int received;
  private boolean answers;

  private SlcanSetup(SlcanPort port, SlcanOptions options) {
    this.port = port;
    this.options = options;
  }

  /**
   * Opens the channel of an adapter.
   *
   * @throws IOException if the adapter does not respond or refuses a setting; the message states
   *     what to do
   */
  static void run(SlcanPort port, SlcanOptions options) throws IOException {
    new SlcanSetup(port, options).run();
  }

  private void run() throws IOException {
    // Twice: the first ends a command that another program has left incomplete.
    write("C\rC\r");
    drain();
    Answer unused = command("V");
    setBitRate();
    if (options.dataBitRate() != 0) {
      requireAccepted(
          "Y" + SlcanOptions.DATA_BIT_RATES.get(options.dataBitRate()),
          "has no FD frames with databitrate=" + options.dataBitRate());
    }
    openChannel();
    if (!answers && version.isEmpty()) {
      throw silent();
    }
    LOG.info("{}: {}, {} bit/s", port.name(), version, options.bitRate());
  }

  private void setBitRate() throws IOException {
    requireAccepted(
        "S" + SlcanOptions.BIT_RATES.get(options.bitRate()),
        "refuses bitrate=" + options.bitRate() + "; it may need to be plugged in again");
  }

  private void openChannel() throws IOException {
    if (!options.listenOnly()) {
      requireAccepted("O", "refuses to open its channel; plug it in again");
      return;
    }
    // L by Lawicel; M1 and O by the CANable, whose firmware has no L.
    if (command("L") == Answer.ACCEPTED
        || command("M1") == Answer.ACCEPTED && command("O") == Answer.ACCEPTED) {
      return;
    }
    throw answers || !version.isEmpty()
        ? new IOException(port.name() + " does not confirm that it only listens")
        : silent();
  }

  private void requireAccepted(String command, String refusal) throws IOException {
    if (command(command) == Answer.REFUSED) {
      throw new IOException(port.name() + " " + refusal);
    }
  }

  private IOException silent() {
    return new SlcanUnavailableException(
        ConnectionReason.ADAPTER_SILENT,
        port.name()
            + (received > 0 ? " responds with unreadable text" : " does not respond")
            + ": is it an adapter with the Lawicel (slcan) protocol, and is its baud rate "
            + options.baud()
            + " (baud=)?",
        null);
  }

  private Answer command(String command) throws IOException {
    answer = Answer.NONE;
    write(command + "\r");
    long deadline = System.nanoTime() + ANSWER_NANOS;
    byte[] buffer = new byte[512];
    while (answer == Answer.NONE && System.nanoTime() - deadline < 0) {
      int count = port.read(buffer);
      received += count;
      reader.read(buffer, count);
    }
    LOG.debug("{}: {} {}", port.name(), command, answer);
    answers |= answer != Answer.NONE;
    return answer;
  }

  /** Reads frames and answers from before, until a read of about 100 ms finds nothing. */
  private void drain() throws IOException {
    long deadline = System.nanoTime() + DRAIN_NANOS;
    byte[] buffer = new byte[4096];
    while (port.read(buffer) > 0) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            port.name()
                + " continues to send after it was closed: it is no adapter with the Lawicel"
                + " (slcan) protocol, or its baud rate is not "
                + options.baud());
      }
    }
  }

  private void write(String text) throws IOException {
    port.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void frame(CanFrame frame) {}

  @Override
  public void accepted() {
    answer = Answer.ACCEPTED;
  }

  @Override
  public void refused() {
    answer = Answer.REFUSED;
  }

  @Override
  public void text(String line) {
    version = line;
    answer = Answer.ACCEPTED;
  }

  @Override
  public void invalid(String line) {
    LOG.debug("{}: '{}' is not a line of the protocol", port.name(), line);
  }
}
