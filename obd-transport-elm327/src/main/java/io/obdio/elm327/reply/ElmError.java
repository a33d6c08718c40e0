package io.obdio.elm327.reply;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The error messages of the ELM327 data sheet ("Error Messages and Alerts") and of the STN1100
 * reference, in the order in which they are looked for: a text before those that it contains.
 */
public enum ElmError {
  /** The supply dropped and the chip restarted: every setting is lost. */
  LV_RESET("LV RESET", Kind.RESET),
  /** A character from the driver interrupted the request. */
  STOPPED("STOPPED", Kind.ADAPTER),
  /** No ECU answered on any protocol. */
  UNABLE_TO_CONNECT("UNABLE TO CONNECT", Kind.BUS),
  /** K-line initialisation failed. */
  BUS_INIT_ERROR("BUS INIT: ...ERROR", Kind.BUS),
  /** The bus was never free. */
  BUS_BUSY("BUS BUSY", Kind.BUS),
  /** A short or a wrong level on the bus. */
  BUS_ERROR("BUS ERROR", Kind.BUS),
  /** CAN could not be sent or received: wrong bit rate, or no other node. */
  CAN_ERROR("CAN ERROR", Kind.BUS),
  /** The adapter did not see on the bus what it sent (feedback error). */
  FB_ERROR("FB ERROR", Kind.BUS),
  /** A line was shown whose checksum is wrong. */
  LINE_DATA_ERROR("<DATA ERROR", Kind.LINE),
  /** A line was shown that was received in error. */
  LINE_RX_ERROR("<RX ERROR", Kind.LINE),
  /** The answer could not be used. */
  DATA_ERROR("DATA ERROR", Kind.DAMAGE),
  /** No ECU answered in time. */
  NO_DATA("NO DATA", Kind.SILENCE),
  /** The adapter could not print as fast as it received; a line is cut. */
  BUFFER_FULL("BUFFER FULL", Kind.DAMAGE),
  /** STN: its memory is full. */
  OUT_OF_MEMORY("OUT OF MEMORY", Kind.ADAPTER),
  /** STN: the ECU sent no flow control for a segmented request. */
  FC_RX_TIMEOUT("FC RX TIMEOUT", Kind.BUS),
  /** STN: the driver sent faster than the adapter reads. */
  UART_RX_OVERFLOW("UART RX OVERFLOW", Kind.ADAPTER),
  /** The adapter will sleep soon, because the bus is idle. */
  ACT_ALERT("ACT ALERT", Kind.NOTE),
  /** The adapter will sleep in two seconds. */
  LP_ALERT("LP ALERT", Kind.NOTE),
  /** An internal error with a number: {@code ERR94} is a fatal CAN error. */
  INTERNAL("ERR", Kind.RESET);

  /** The consequence of a message. */
  public enum Kind {
    /** The settings are lost: the adapter must be prepared again. */
    RESET,
    /** The adapter refused or failed. */
    ADAPTER,
    /** The bus failed. */
    BUS,
    /** No ECU answered. */
    SILENCE,
    /** The answer is damaged. */
    DAMAGE,
    /** The line that contains the message is damaged. */
    LINE,
    /** None. */
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

  /** Returns the text of the data sheet. */
  public String text() {
    return text;
  }

  /** Returns the consequence. */
  public Kind kind() {
    return kind;
  }

  /**
   * A message found in a line.
   *
   * @param at where the message begins in the line
   */
  public record Found(ElmError error, int at) {}

  /**
   * Looks for a message in a line without spaces, dots and colons: complete anywhere, or incomplete
   * as the whole line ({@code NABLETO}) or after data ({@code 7E8BUFFERFU}).
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
