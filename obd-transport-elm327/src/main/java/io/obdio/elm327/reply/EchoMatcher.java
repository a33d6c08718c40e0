package io.obdio.elm327.reply;

/**
 * The echo of a command before its reply, as it was sent or with every character twice. Pure; safe
 * for use by several threads.
 */
final class EchoMatcher {

  private EchoMatcher() {}

  /** Returns whether {@code line} begins with the command. */
  static boolean isEchoed(String command, String line) {
    return match(command, line, 1) >= 0 || match(command, line, 2) >= 0;
  }

  /** Returns whether a reply may be an echo; looks at one character, as most replies are none. */
  static boolean mayBeEcho(String command, RawReply raw) {
    for (int i = 0; i < raw.length(); i++) {
      if (raw.at(i) > ' ') {
        return raw.at(i) == '+' || upper((char) raw.at(i)) == upper(command.strip().charAt(0));
      }
    }
    return false;
  }

  /** Returns the line without the command at its front. */
  static String withoutEcho(String command, String line) {
    if (command.isEmpty()) {
      return line;
    }
    int plain = match(command, line, 1);
    int end = plain >= 0 ? plain : match(command, line, 2);
    return end < 0 ? line : line.substring(end).strip();
  }

  /** Returns where the echo ends whose characters are each printed {@code times} times, or -1. */
  private static int match(String command, String line, int times) {
    int at = 0;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c == ' ') {
        continue;
      }
      for (int n = 0; n < times; n++) {
        while (at < line.length() && line.charAt(at) == ' ') {
          at++;
        }
        if (at == line.length() || upper(line.charAt(at)) != upper(c)) {
          return -1;
        }
        at++;
      }
    }
    return at;
  }

  /** Returns a letter in upper case, without regard to the locale. */
  static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
  }
}
