package io.obdio.sim.elm327;

import io.obdio.core.message.Payload;
import org.jspecify.annotations.Nullable;

/**
 * STPX: header, data, time-out and number of answers in one command, such as {@code
 * h:7E0,d:0100,t:100,r:1}. With a length instead of data the adapter prints {@code DATA} and reads
 * that many bytes as hex digits, without a carriage return.
 */
final class StnRequest {

  private static final int LONGEST = 4095;
  private static final long DATA_WINDOW = 5_000_000_000L;

  private int header = ElmSettings.NONE;
  private int expected;
  private long timeout = ElmSettings.NONE;
  private int length = ElmSettings.NONE;
  private byte @Nullable [] data;

  private StnRequest(boolean responses) {
    expected = responses ? ElmSettings.NONE : 0;
  }

  static void run(Chip c, String argument) {
    StnRequest request = new StnRequest(c.settings.responses);
    for (String part : argument.split(",", -1)) {
      if (part.length() < 2 || part.charAt(1) != ':' || !request.take(part, c.link.wire())) {
        c.unknown();
        return;
      }
    }
    byte[] known = request.data;
    if ((known == null) == (request.length == ElmSettings.NONE)) {
      c.unknown(); // Neither or both are given.
    } else if (known != null) {
      request.send(c, known);
    } else {
      request.new DataPrompt(c).open();
    }
  }

  private void send(Chip c, byte[] bytes) {
    VehicleRequests.send(c, new Outgoing(Payload.of(bytes), expected, header, timeout));
  }

  /** Reads one parameter and returns whether it is valid. */
  private boolean take(String part, @Nullable CanWire wire) {
    String value = part.substring(2);
    switch (part.charAt(0)) {
      case 'H' -> {
        boolean narrow = wire != null && !wire.extended();
        boolean fits = HexText.isHex(value) && value.length() <= (narrow ? 3 : 8);
        header = fits ? HexText.value(value) : ElmSettings.NONE;
        return fits && !(narrow && header > 0x7FF);
      }
      case 'D' -> {
        boolean fits = value.isEmpty() || HexText.isHex(value) && value.length() % 2 == 0;
        data = fits ? HexText.bytes(value) : null;
        return fits;
      }
      case 'T' -> {
        int millis = decimal(value, 65_535);
        timeout = millis * 1_000_000L;
        return millis >= 0;
      }
      case 'R' -> {
        expected = decimal(value, 65_535);
        return expected >= 0;
      }
      case 'L' -> {
        length = decimal(value, LONGEST);
        return length > 0;
      }
      default -> {
        return false;
      }
    }
  }

  /** Returns a decimal number up to {@code most}, or -1. */
  private static int decimal(String text, int most) {
    if (text.isEmpty()
        || text.length() > 5
        || !text.chars().allMatch(ch -> ch >= '0' && ch <= '9')) {
      return -1;
    }
    int value = Integer.parseInt(text);
    return value <= most ? value : -1;
  }

  /**
   * The state in which the data is read. Any other character than a hex digit ends it, and so does
   * the time-out.
   */
  private final class DataPrompt implements Activity {
    private final Chip chip;
    private final StringBuilder digits = new StringBuilder();
    private boolean over;

    DataPrompt(Chip chip) {
      this.chip = chip;
    }

    void open() {
      chip.begin(this);
      chip.replies.line("DATA");
      chip.time.after(DATA_WINDOW, this::refuse);
    }

    @Override
    public void onByte(int b) {
      if (b == ' ' || b == '\r' || b == '\n' || b == 0) {
        return;
      }
      char digit = Character.toUpperCase((char) b);
      if (!HexText.isHex(String.valueOf(digit))) {
        refuse();
        return;
      }
      digits.append(digit);
      if (digits.length() == 2 * length) {
        over = true;
        send(chip, HexText.bytes(digits.toString()));
        if (chip.isBusyWith(this)) {
          chip.finish();
        }
      }
    }

    private void refuse() {
      if (!over) {
        over = true;
        chip.unknown();
        chip.finish();
      }
    }

    @Override
    public void abandon() {
      over = true;
    }
  }
}
