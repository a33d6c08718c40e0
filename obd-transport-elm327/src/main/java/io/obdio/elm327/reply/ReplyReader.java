package io.obdio.elm327.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The reader of replies: removes echo, progress messages and messages of the radio module, and
 * sorts the rest into data, words and the data sheet's error messages. Pure; safe for use by
 * several threads.
 */
public final class ReplyReader {

  private ReplyReader() {}

  /**
   * Reads the reply to a command of the adapter itself ({@code AT}, {@code ST}).
   *
   * @param command what was sent, without carriage return
   */
  public static ElmReply adapter(String command, RawReply raw) {
    List<String> lines = new ArrayList<>();
    ElmError worst = null;
    boolean stopped = false;
    for (String line : lines(raw.text())) {
      String rest = EchoMatcher.withoutEcho(command, line);
      if (rest.isEmpty() || isChatter(rest)) {
        continue;
      }
      ElmError.Found found = rest.length() > 3 ? ElmError.find(squeeze(rest)) : null;
      if (found != null && found.error() == ElmError.STOPPED) {
        // It belongs to an earlier command; what follows is the answer.
        stopped = true;
        lines.clear();
        continue;
      }
      if (found != null && found.error().kind() != ElmError.Kind.NOTE) {
        worst = graver(worst, found.error());
      }
      lines.add(rest);
    }
    if (lines.isEmpty()) {
      return stopped ? new ElmReply.Failed(ElmError.STOPPED, List.of()) : new ElmReply.Blank();
    }
    String last = lines.get(lines.size() - 1);
    if (worst != null && (worst.kind() == ElmError.Kind.RESET || !last.equalsIgnoreCase("OK"))) {
      return new ElmReply.Failed(worst, List.of());
    }
    if (last.equalsIgnoreCase("OK")) {
      return new ElmReply.Ok();
    }
    return last.endsWith("?") ? new ElmReply.Unknown() : new ElmReply.Words(lines);
  }

  /**
   * Reads the reply to a request to the vehicle.
   *
   * @param command what was sent, without carriage return
   */
  public static ElmReply data(String command, RawReply raw) {
    DataCollector collector = new DataCollector();
    for (String line : lines(raw.text())) {
      String rest = EchoMatcher.withoutEcho(command, line);
      if (!rest.isEmpty() && !isChatter(rest)) {
        collector.add(upper(rest));
      }
    }
    if (raw.overflow()) {
      collector.addOverflow();
    }
    return collector.reply();
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>(8);
    int from = 0;
    int end = text.length();
    for (int i = 0; i <= end; i++) {
      if (i == end || text.charAt(i) == '\r' || text.charAt(i) == '\n') {
        if (i > from) {
          String line = text.substring(from, i).strip();
          if (!line.isEmpty()) {
            lines.add(line);
          }
        }
        from = i + 1;
      }
    }
    return lines;
  }

  /** Returns whether a reply begins with the echo of its command. */
  public static boolean isEchoed(String command, RawReply raw) {
    if (command.isBlank() || !EchoMatcher.mayBeEcho(command, raw)) {
      return false;
    }
    for (String line : lines(raw.text())) {
      if (!isChatter(line)) {
        return EchoMatcher.isEchoed(command, line);
      }
    }
    return false;
  }

  private static String upper(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) >= 'a' && line.charAt(i) <= 'z') {
        return line.toUpperCase(Locale.ROOT);
      }
    }
    return line;
  }

  /** Returns whether a line is a message of the radio module, such as {@code +CONNECTING}. */
  private static boolean isChatter(String line) {
    return line.charAt(0) == '+';
  }

  /** Returns a line without spaces, dots and colons, in upper case. */
  static String squeeze(String line) {
    StringBuilder text = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != ' ' && c != '.' && c != ':') {
        text.append(EchoMatcher.upper(c));
      }
    }
    return text.toString();
  }

  /** Returns the graver of two errors. */
  static ElmError graver(@Nullable ElmError one, ElmError other) {
    return one == null || other.kind().compareTo(one.kind()) < 0 ? other : one;
  }
}
