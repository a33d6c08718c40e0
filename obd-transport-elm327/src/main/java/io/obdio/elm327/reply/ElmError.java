package io.obdio.elm327.reply;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of the ELM327 data sheet ("Error Messages and Alerts") and of the STN1100 reference,
 * in the order in which they are looked for: a text before those that it contains.
 */
public enum ElmError {
  /** The supply dropped and the chip restarted: every setting is lost. */
  LV_RESET("LV RESET", Kind.RESET),
  /** Sending to the vehicle was stopped by a character from us. */
  STOPPED("STOPPED", Kind.ADAPTER),
  /** No protocol got an answer. */
  UNABLE_TO_CONNECT("UNABLE TO CONNECT", Kind.BUS),
  /** K-line initialisation failed. */
  BUS_INIT_ERROR("BUS INIT: ...ERROR", Kind.BUS),
  /** The bus was never free. */
  BUS_BUSY("BUS BUSY", Kind.BUS),
  /** A short or a wrong level on the bus. */
  BUS_ERROR("BUS ERROR", Kind.BUS),
  /** CAN could not be sent or received: wrong bit rate, or no other node. */
  CAN_ERROR("CAN ERROR", Kind.BUS),
  /** Feedback: what was sent was not seen on the bus. */
  FB_ERROR("FB ERROR", Kind.BUS),
  /** A line was shown whose checksum is wrong. */
  LINE_DATA_ERROR("<DATA ERROR", Kind.LINE),
  /** A line was shown that was received in error. */
  LINE_RX_ERROR("<RX ERROR", Kind.LINE),
  /** The answer could not be used. */
  DATA_ERROR("DATA ERROR", Kind.DAMAGE),
  /** Nobody answered in time. */
  NO_DATA("NO DATA", Kind.SILENCE),
  /** The adapter could not print as fast as it received; a line is cut. */
  BUFFER_FULL("BUFFER FULL", Kind.DAMAGE),
  /** STN: its memory is full. */
  OUT_OF_MEMORY("OUT OF MEMORY", Kind.ADAPTER),
  /** STN: the ECU sent no flow control to our long request. */
  FC_RX_TIMEOUT("FC RX TIMEOUT", Kind.BUS),
  /** STN: we sent faster than it reads. */
  UART_RX_OVERFLOW("UART RX OVERFLOW", Kind.ADAPTER),
  /** It will sleep soon, since nothing happens on the bus. */
  ACT_ALERT("ACT ALERT", Kind.NOTE),
  /** It will sleep in two seconds. */
  LP_ALERT("LP ALERT", Kind.NOTE),
  /** An error inside the chip: {@code ERR94} is a fatal CAN error, others are numbered. */
  INTERNAL("ERR", Kind.RESET);

  /** What follows from a message. */
  public enum Kind {
    /** Settings are lost: ready the adapter again. */
    RESET,
    /** The adapter refused or failed. */
    ADAPTER,
    /** The bus failed. */
    BUS,
    /** Nobody answered. */
    SILENCE,
    /** The answer is damaged. */
    DAMAGE,
    /** The line on which it stands is damaged. */
    LINE,
    /** Only to be noted. */
    NOTE
  }

  private static final List<ElmError> ALL = List.of(values());
  private static final int LEAST_TAIL = 4;

  private final String text;
  private final String squeezed;
  private final Kind kind;

  ElmError(String text, Kind kind) {
    this.text = text;
    this.squeezed = text.replaceAll("[ .:]", "");
    this.kind = kind;
  }

  /** As the data sheet prints it. */
  public String text() {
    return text;
  }

  /** What follows from it. */
  public Kind kind() {
    return kind;
  }

  /**
   * A message found in a line.
   *
   * @param error which
   * @param at where it begins in the line
   */
  public record Found(ElmError error, int at) {}

  /**
   * Looks for a message in a line without spaces, dots and colons: whole anywhere, or cut short as
   * the whole line ({@code NABLETO}) or behind data ({@code 7E8BUFFERFU}).
   *
   * @return null if there is none
   */
  public static @Nullable Found find(String line) {
    for (ElmError error : ALL) {
      int at = line.indexOf(error.squeezed);
      if (at >= 0 && (error != INTERNAL || isNumbered(line, at))) {
        return new Found(error, at);
      }
    }
    return findCut(line);
  }

  private static boolean isNumbered(String line, int at) {
    return line.length() >= at + 5
        && Character.isDigit(line.charAt(at + 3))
        && Character.isDigit(line.charAt(at + 4));
  }

  private static @Nullable Found findCut(String line) {
    if (line.length() < LEAST_TAIL) {
      return null;
    }
    ElmError only = null;
    for (ElmError error : ALL) {
      if (error.squeezed.contains(line)) {
        if (only != null) {
          return null;
        }
        only = error;
      }
    }
    return only != null ? new Found(only, 0) : findTail(line);
  }

  private static @Nullable Found findTail(String line) {
    for (ElmError error : ALL) {
      for (int n = error.squeezed.length() - 1; n >= LEAST_TAIL; n--) {
        if (line.endsWith(error.squeezed.substring(0, n))) {
          return new Found(error, line.length() - n);
        }
      }
    }
    return null;
  }
}
