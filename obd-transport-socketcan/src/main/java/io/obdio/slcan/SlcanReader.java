package io.obdio.slcan;

import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.SlcanFormat;
import java.nio.charset.StandardCharsets;

/**
 * The parser of what an adapter sends: lines that end with CR, and BEL for a refused command. A
 * line that is not valid is reported, and the next one is read.
 *
 * <p>Pure: has no thread or clock. Not thread-safe.
 */
final class SlcanReader {

  private static final int CR = '\r';
  private static final int LF = '\n';
  private static final int BEL = 7;

  /** Maximum length of a line: an FD frame of 64 bytes with a timestamp has 146 characters. */
  static final int MAX_LINE = 160;

  private final Events events;
  private final byte[] line = new byte[MAX_LINE];
  private int length;
  private boolean overlong;

  /** The receiver of what was parsed. */
  interface Events {
    /** Receives a frame. */
    void frame(CanFrame frame);

    /** Reports that the adapter has accepted a command or a frame. */
    void accepted();

    /** Reports that the adapter has refused a command or a frame (BEL). */
    void refused();

    /** Receives the answer to a query, such as {@code V1013}. */
    void text(String line);

    /** Reports a line that is none of these. */
    void invalid(String line);
  }

  SlcanReader(Events events) {
    this.events = events;
  }

  /** Parses the first {@code count} bytes; a line may be divided in any manner. */
  void read(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      int c = bytes[i] & 0xFF;
      if (c == BEL) {
        // Text before it is a damaged line: the adapter answers between lines.
        end();
        events.refused();
      } else if (c == CR) {
        boolean empty = length == 0;
        end();
        if (empty) {
          events.accepted();
        }
      } else if (c != LF || length > 0) { // Some firmware ends its version with CR LF.
        append(c);
      }
    }
  }

  private void append(int c) {
    if (length < MAX_LINE) {
      line[length++] = (byte) c;
    } else {
      overlong = true;
    }
  }

  private void end() {
    String text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
    boolean tooLong = overlong;
    length = 0;
    overlong = false;
    if (tooLong) {
      events.invalid(text);
    } else if (!text.isEmpty()) {
      line(text);
    }
  }

  private void line(String text) {
    char first = text.charAt(0);
    if (SlcanFormat.isFrame(first)) {
      CanFrame frame;
      try {
        frame = SlcanFormat.parse(text);
      } catch (IllegalArgumentException e) {
        events.invalid(text);
        return;
      }
      events.frame(frame);
    } else if (text.equals("z") || text.equals("Z")) {
      events.accepted();
    } else if (isPrintable(text)) {
      events.text(text);
    } else {
      events.invalid(text);
    }
  }

  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
