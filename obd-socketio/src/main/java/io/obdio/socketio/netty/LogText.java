package io.obdio.socketio.netty;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts of clients in the log: short, and without characters that begin a line of their own. */
public final class LogText {

  private static final int MAX_LENGTH = 200;

  /** Control and format characters, line and paragraph separators. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private LogText() {}

  /**
   * Returns a text of at most {@value #MAX_LENGTH} characters on one line; control characters are
   * replaced by question marks.
   */
  public static String of(@Nullable String text) {
    String known = String.valueOf(text);
    String bounded = known.length() <= MAX_LENGTH ? known : known.substring(0, MAX_LENGTH) + "..";
    return CONTROL.matcher(bounded).replaceAll("?");
  }
}
