package io.obdio.elm327.command;

import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.reply.RawReply;
import java.io.IOException;
import java.util.Locale;

/**
 * The handshake of {@code AT BRD} and {@code STBR} that changes the bit rate of a serial line: the
 * adapter answers OK without a prompt, both sides switch, the adapter sends its identity, the
 * driver answers CR, the adapter answers OK. If a step fails, both return to the old rate.
 */
public final class BaudRateSwitch {

  private static final long STEP_MILLIS = 1500;
  private static final long STN_MILLIS = 500;
  private static final long PROMPT_MILLIS = 200;
  private static final int BRD_CLOCK = 4_000_000;
  private static final String BRD_TIMEOUT = "C8";

  private BaudRateSwitch() {}

  /**
   * Switches to {@code baud} bit/s.
   *
   * @param from the present rate in bit/s
   * @return false if the adapter or the line does not support it, and the old rate remains
   */
  public static boolean to(ElmAdapter adapter, int from, int baud, long deadline)
      throws IOException {
    boolean stn = adapter.isStn(deadline);
    AtCommand command = stn ? AtCommand.STN_BAUD_RATE : AtCommand.BAUD_RATE;
    int divisor = Math.round((float) BRD_CLOCK / baud);
    if (!adapter.capabilities().has(command) || !stn && divisor > 0xFF) {
      return false;
    }
    if (!stn) {
      adapter.set(AtCommand.BAUD_TIMEOUT, BRD_TIMEOUT, deadline);
    }
    String argument = stn ? "" + baud : String.format(Locale.ROOT, "%02X", divisor);
    Dialogue dialogue = adapter.dialogue();
    dialogue.settle(deadline);
    dialogue.send(command.text() + argument);
    boolean agreed = awaitWord(dialogue, "OK", dialogue.within(STEP_MILLIS, deadline));
    // If OK was lost, the adapter switches too, and returns by itself.
    if (agreed && canSwitch(adapter.link(), baud) && confirm(dialogue, stn, deadline)) {
      return true;
    }
    return restore(adapter, from, command, deadline);
  }

  private static boolean canSwitch(ByteLink link, int baud) {
    try {
      return link.setBaudRate(baud);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean confirm(Dialogue dialogue, boolean stn, long deadline) throws IOException {
    long until = dialogue.within(stn ? STN_MILLIS : STEP_MILLIS, deadline);
    boolean identified = awaitWord(dialogue, stn ? "STN" : "ELM", until);
    // Some STN firmware switches without sending its identity, and answers CR all the same.
    if (!identified && !stn) {
      return false;
    }
    dialogue.send("");
    if (!awaitWord(dialogue, "OK", dialogue.within(STEP_MILLIS, deadline))) {
      return false;
    }
    dialogue.await(dialogue.within(PROMPT_MILLIS, deadline));
    dialogue.forget();
    return true;
  }

  /** Returns to the old rate; the adapter does so after its timeout, and prints a prompt. */
  private static boolean restore(ElmAdapter adapter, int from, AtCommand command, long deadline)
      throws IOException {
    adapter.link().setBaudRate(from);
    Dialogue dialogue = adapter.dialogue();
    dialogue.await(dialogue.within(STEP_MILLIS, deadline));
    dialogue.forget();
    dialogue.suspect();
    adapter.capabilities().lacks(command);
    return false;
  }

  /** Reads lines until one contains {@code word}; returns false on {@code ?} or the deadline. */
  private static boolean awaitWord(Dialogue dialogue, String word, long deadline)
      throws IOException {
    while (deadline - dialogue.now() > 0) {
      RawReply line = dialogue.awaitLine(deadline);
      if (line == null || line.text().contains("?")) {
        return false;
      }
      if (line.text().contains(word)) {
        return true;
      }
    }
    return false;
  }
}
