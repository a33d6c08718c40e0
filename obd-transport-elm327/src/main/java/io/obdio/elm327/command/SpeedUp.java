package io.obdio.elm327.command;

import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.reply.RawReply;
import java.io.IOException;
import java.util.Locale;

/**
 * Makes a serial line faster by the handshake of {@code AT BRD} or {@code STBR}: OK without prompt,
 * both switch, the adapter sends its identity, we answer CR, it says OK; else both go back.
 */
public final class SpeedUp {

  private static final long STEP_MILLIS = 1500;
  private static final long STN_MILLIS = 500;
  private static final long PROMPT_MILLIS = 200;
  private static final int BRD_CLOCK = 4_000_000;

  private SpeedUp() {}

  /**
   * Switches to {@code baud} bit/s.
   *
   * @param from the rate now
   * @return false if the adapter or the line could not, and the old rate holds
   */
  public static boolean to(Adapter adapter, int from, int baud, long deadline) throws IOException {
    boolean stn = adapter.capabilities().isStn();
    AtCommand command = stn ? AtCommand.STN_BAUD_RATE : AtCommand.BAUD_RATE;
    int divisor = Math.round((float) BRD_CLOCK / baud);
    if (!adapter.capabilities().has(command) || !stn && divisor > 0xFF) {
      return false;
    }
    if (!stn) {
      adapter.set(AtCommand.BAUD_TIMEOUT, "C8", deadline);
    }
    String argument = stn ? "" + baud : String.format(Locale.ROOT, "%02X", divisor);
    ByteLink link = adapter.link();
    Dialogue dialogue = adapter.dialogue();
    dialogue.settle(deadline);
    dialogue.send(command.text() + argument);
    boolean agreed = sees(dialogue, "OK", dialogue.within(STEP_MILLIS, deadline));
    if (!agreed || !canSwitch(link, baud)) {
      // An OK that was lost on the way is possible too.
      return back(adapter, from, command, deadline);
    }
    // Some STN firmware switches without saying its identity first; the answer to CR is OK then
    // too.
    if (sees(
            dialogue,
            stn ? "STN" : "ELM",
            dialogue.within(stn ? STN_MILLIS : STEP_MILLIS, deadline))
        || stn) {
      dialogue.send("");
      if (sees(dialogue, "OK", dialogue.within(STEP_MILLIS, deadline))) {
        dialogue.await(dialogue.within(PROMPT_MILLIS, deadline));
        dialogue.forget();
        return true;
      }
    }
    return back(adapter, from, command, deadline);
  }

  private static boolean canSwitch(ByteLink link, int baud) {
    try {
      return link.setBaudRate(baud);
    } catch (IOException e) {
      return false;
    }
  }

  /** The adapter goes back by itself when its time is over, and says so with a prompt. */
  private static boolean back(Adapter adapter, int from, AtCommand command, long deadline)
      throws IOException {
    adapter.link().setBaudRate(from);
    Dialogue dialogue = adapter.dialogue();
    dialogue.await(dialogue.within(STEP_MILLIS, deadline));
    dialogue.forget();
    dialogue.suspect();
    adapter.capabilities().lacks(command);
    return false;
  }

  /** Reads lines until one holds {@code word}; false on {@code ?}, a prompt or the deadline. */
  private static boolean sees(Dialogue dialogue, String word, long deadline) throws IOException {
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
