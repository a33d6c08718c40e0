package io.obdio.sim.slcan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.SlcanFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An emulated CAN adapter with the Lawicel (slcan) protocol: the commands {@code S O L C t T r R V
 * N F Z}, and {@code Y d D b B} of the CANable 2.0. Other commands are refused with BEL.
 *
 * <p>Source: the manual of the Lawicel CANUSB; the command list of the CANable 2.0's firmware.
 *
 * <p>Threads: any. The output is called with the adapter's lock held, by the thread that passes the
 * commands and by the thread of the bus; it must not block.
 */
public final class SlcanAdapter implements AutoCloseable {

  /** Frames that the CAN controller keeps while nothing on the bus acknowledges them. */
  static final int TRANSMIT_QUEUE = 8;

  private static final String CR = "\r";
  private static final String BEL = "\u0007";
  private static final int MAX_LINE = 160;
  private static final int MINUTE_MILLIS = 60_000;
  private static final int[] BIT_RATES = {
    10_000, 20_000, 50_000, 100_000, 125_000, 250_000, 500_000, 800_000, 1_000_000
  };

  private enum Channel {
    CLOSED,
    LISTENING,
    OPEN
  }

  /** The action of a command: returns its answer, or {@link #REFUSED}. */
  private interface Command {
    String run(SlcanAdapter adapter, String argument) throws IOException;
  }

  private static final String REFUSED = "refused";

  private static final Map<Character, Command> COMMANDS =
      Map.ofEntries(
          Map.entry('S', SlcanAdapter::setBitRate),
          Map.entry('Y', (adapter, argument) -> adapter.config.fd() ? CR : REFUSED),
          Map.entry('O', (adapter, argument) -> adapter.open(Channel.OPEN)),
          Map.entry('L', (adapter, argument) -> adapter.open(Channel.LISTENING)),
          Map.entry('C', (adapter, argument) -> adapter.closeChannel()),
          Map.entry('Z', SlcanAdapter::setTimestamps),
          Map.entry('V', (adapter, argument) -> adapter.config.version() + CR),
          Map.entry('N', (adapter, argument) -> "NOBD1" + CR),
          Map.entry('F', (adapter, argument) -> "F00" + CR));

  private final CanBus bus;
  private final SlcanConfig config;
  private final Consumer<byte[]> output;
  private final CanBus.Subscription subscription;

  @GuardedBy("this")
  private final StringBuilder line = new StringBuilder();

  @GuardedBy("this")
  private Channel channel = Channel.CLOSED;

  @GuardedBy("this")
  private int bitRate;

  @GuardedBy("this")
  private boolean timestamps;

  @GuardedBy("this")
  private int unacknowledged;

  /**
   * Connects an adapter to a bus, which the caller closes.
   *
   * @param output receives what the adapter sends to the host
   */
  public SlcanAdapter(CanBus bus, SlcanConfig config, Consumer<byte[]> output) {
    this.bus = bus;
    this.config = config;
    this.output = output;
    subscription =
        bus.subscribe(List.of(CanFilter.allBase(), CanFilter.allExtended()), this::receive);
  }

  /** Processes bytes of the host; commands may be divided in any manner. */
  public synchronized void write(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      char c = (char) (bytes[i] & 0xFF);
      if (c == '\r') {
        String command = line.toString();
        line.setLength(0);
        answer(command);
      } else if (c != '\n' && line.length() < MAX_LINE) {
        line.append(c);
      }
    }
  }

  @GuardedBy("this")
  private void answer(String command) {
    String answer;
    try {
      answer = run(command);
    } catch (IOException | IllegalArgumentException e) {
      answer = REFUSED;
    }
    boolean query = answer.length() > 2 && !answer.equals(REFUSED);
    if (query || config.answers()) {
      send(answer.equals(REFUSED) ? BEL : answer);
    }
  }

  @GuardedBy("this")
  private String run(String command) throws IOException {
    if (command.isEmpty()) {
      return CR;
    }
    char letter = command.charAt(0);
    if (SlcanFormat.isFrame(letter)) {
      return transmit(command);
    }
    Command known = COMMANDS.get(letter);
    return known == null ? REFUSED : known.run(this, command.substring(1));
  }

  private synchronized String setBitRate(String digit) {
    int code = Integer.parseInt(digit);
    if (channel != Channel.CLOSED || code < 0 || code >= BIT_RATES.length) {
      return REFUSED;
    }
    bitRate = BIT_RATES[code];
    return CR;
  }

  private synchronized String open(Channel as) {
    if (channel != Channel.CLOSED || bitRate == 0) {
      return REFUSED;
    }
    channel = as;
    unacknowledged = 0;
    return CR;
  }

  private synchronized String closeChannel() {
    if (channel == Channel.CLOSED) {
      return REFUSED;
    }
    channel = Channel.CLOSED;
    return CR;
  }

  private synchronized String setTimestamps(String digit) {
    if (channel != Channel.CLOSED || !digit.matches("[01]")) {
      return REFUSED;
    }
    timestamps = digit.equals("1");
    return CR;
  }

  @GuardedBy("this")
  private String transmit(String command) throws IOException {
    CanFrame frame = SlcanFormat.parse(command);
    if (channel != Channel.OPEN || frame.kind() == CanFrame.Kind.FD && !config.fd()) {
      return REFUSED;
    }
    if (bitRate == config.busBitRate()) {
      bus.send(frame);
    } else if (++unacknowledged > TRANSMIT_QUEUE) {
      return REFUSED;
    }
    return (frame.id().extended() ? "Z" : "z") + CR;
  }

  private synchronized void receive(CanFrame frame) {
    boolean readable = frame.kind() != CanFrame.Kind.FD || config.fd();
    if (channel != Channel.CLOSED && bitRate == config.busBitRate() && readable) {
      String time =
          timestamps
              ? String.format(Locale.ROOT, "%04X", System.nanoTime() / 1_000_000 % MINUTE_MILLIS)
              : "";
      send(SlcanFormat.format(frame) + time + CR);
    }
  }

  @GuardedBy("this")
  private void send(String text) {
    output.accept(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Disconnects the adapter from the bus. Never throws, may be called repeatedly. */
  @Override
  public void close() {
    subscription.close();
  }
}
