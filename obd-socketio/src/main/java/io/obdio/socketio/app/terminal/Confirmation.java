package io.obdio.socketio.app.terminal;

import io.obdio.socketio.app.failure.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;

/** The confirmation of an action that changes the vehicle. */
public final class Confirmation {

  private Confirmation() {}

  /**
   * Asks the user to confirm an action, unless it is confirmed already.
   *
   * @param yes whether {@code --yes} is set
   * @param err receives the request for a confirmation
   * @param action what will happen, such as {@code CLEAR_DTC changes the vehicle}
   * @param details further lines for the user; may be empty
   * @return whether the action is confirmed
   * @throws UserError if no user can answer; the message names {@code --yes}
   */
  public static boolean ask(
      boolean yes, ConsoleTerminal terminal, PrintWriter err, String action, List<String> details) {
    if (yes) {
      return true;
    }
    if (!terminal.interactive()) {
      throw new UserError(action + "; confirm it with --yes");
    }
    err.println(action + (details.isEmpty() ? "." : ":"));
    details.forEach(err::println);
    err.print("Continue? [y/N] ");
    err.flush();
    try {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      String answer = in.readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y(es)?");
    } catch (IOException e) {
      throw new UserError("the answer cannot be read: " + e.getMessage());
    }
  }
}
