package io.obdio.elm327.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a reply: takes off the echo in all its forms, chatter and progress messages, and sorts the
 * rest into data, words and the data sheet's messages. Pure; any thread.
 */
public final class ReplyReader {

  private static final String[] PROGRESS = {"SEARCHING", "BUSINIT", "CONNECTED", "CONNECTING"};

  private ReplyReader() {}

  /**
   * Reads the reply to a command of the adapter itself ({@code AT}, {@code ST}): its words matter.
   *
   * @param command what was sent, without carriage return
   */
  public static ElmReply adapter(String command, RawReply raw) {
    List<String> lines = new ArrayList<>();
    ElmError worst = null;
    boolean stopped = false;
    for (String line : lines(raw.text())) {
      String rest = withoutEcho(command, line);
      if (rest.isEmpty() || isChatter(rest)) {
        continue;
      }
      ElmError.Found found = rest.length() > 3 ? ElmError.find(squeeze(rest)) : null;
      if (found != null && found.error() == ElmError.STOPPED) {
        // Not because of us; what follows it is the answer.
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
   * Reads the reply to a request to the vehicle: its hex lines matter.
   *
   * @param command what was sent, without carriage return
   */
  public static ElmReply data(String command, RawReply raw) {
    DataCollector collector = new DataCollector();
    for (String line : lines(raw.text())) {
      String rest = withoutEcho(command, line);
      if (!rest.isEmpty() && !isChatter(rest)) {
        collector.line(upper(rest));
      }
    }
    if (raw.overflow()) {
      collector.damaged++;
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

  /** True if a reply begins with the command itself, be it plain or with every character twice. */
  public static boolean isEchoed(String command, RawReply raw) {
    if (command.isBlank() || !mayBegin(command, raw)) {
      return false;
    }
    for (String line : lines(raw.text())) {
      if (!isChatter(line)) {
        return matchEcho(command, line, 1) >= 0 || matchEcho(command, line, 2) >= 0;
      }
    }
    return false;
  }

  /** Looks at one character, since most replies are no echo. */
  private static boolean mayBegin(String command, RawReply raw) {
    for (int i = 0; i < raw.length(); i++) {
      if (raw.at(i) > ' ') {
        return raw.at(i) == '+' || upper((char) raw.at(i)) == upper(command.strip().charAt(0));
      }
    }
    return false;
  }

  /** The line without the command at its front, be it plain or with every character twice. */
  static String withoutEcho(String command, String line) {
    if (command.isEmpty()) {
      return line;
    }
    int plain = matchEcho(command, line, 1);
    int end = plain >= 0 ? plain : matchEcho(command, line, 2);
    return end < 0 ? line : line.substring(end).strip();
  }

  private static int matchEcho(String command, String line, int times) {
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

  private static String upper(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) >= 'a' && line.charAt(i) <= 'z') {
        return line.toUpperCase(Locale.ROOT);
      }
    }
    return line;
  }

  private static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
  }

  private static boolean isChatter(String line) {
    return line.charAt(0) == '+';
  }

  private static String squeeze(String line) {
    StringBuilder text = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != ' ' && c != '.' && c != ':') {
        text.append(upper(c));
      }
    }
    return text.toString();
  }

  private static ElmError graver(@Nullable ElmError one, ElmError other) {
    return one == null || other.kind().compareTo(one.kind()) < 0 ? other : one;
  }

  /** Sorts the lines of one reply. */
  private static final class DataCollector {
    private final List<String> hex = new ArrayList<>(4);
    private final List<String> words = new ArrayList<>(0);
    private int damaged;
    private boolean followed;
    private @Nullable ElmError error;
    private boolean unknown;
    private boolean ok;

    void line(String line) {
      if (isHexLine(line)) {
        addHex(line);
      } else if (line.endsWith("?")) {
        unknown = true;
        // Nor has who does not understand.
        hex.clear();
      } else {
        text(line);
      }
    }

    private void addHex(String line) {
      hex.add(line.indexOf(' ') < 0 ? line : line.replace(" ", ""));
    }

    private void text(String line) {
      String rest = withoutProgress(squeeze(line), line);
      if (rest.isEmpty()) {
        return;
      }
      if (isHexLine(rest)) {
        addHex(rest);
        return;
      }
      String squeezed = squeeze(rest);
      ElmError.Found found = ElmError.find(squeezed);
      if (found == null) {
        if (squeezed.equals("OK")) {
          ok = true;
        } else if (!isProgressRest(squeezed)) {
          words.add(line);
          followed |= !hex.isEmpty();
        }
        return;
      }
      if (found.error().kind() == ElmError.Kind.LINE) {
        damaged++;
        followed |= !hex.isEmpty();
        return;
      }
      if (found.error().kind() == ElmError.Kind.NOTE) {
        return;
      }
      if (found.error().kind() != ElmError.Kind.DAMAGE) {
        // Who answers this has shown no data: they belong to an earlier request.
        hex.clear();
      }
      error = graver(error, found.error());
      if (found.at() > 0) {
        damaged++;
      }
    }

    ElmReply reply() {
      if (error != null) {
        return new ElmReply.Failed(error, hex);
      }
      if (!hex.isEmpty()) {
        return new ElmReply.Data(hex, damaged + words.size(), followed);
      }
      if (unknown) {
        return new ElmReply.Unknown();
      }
      if (damaged > 0) {
        return new ElmReply.Data(List.of(), damaged + words.size(), false);
      }
      if (!words.isEmpty()) {
        return new ElmReply.Words(words);
      }
      return ok ? new ElmReply.Ok() : new ElmReply.Blank();
    }
  }

  /** Digits and spaces alone; a colon only as the second character, behind a line number. */
  private static boolean isHexLine(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean hex = c >= '0' && c <= '9' || c >= 'A' && c <= 'F';
      if (!hex && c != ' ' && !(c == ':' && i == 1)) {
        return false;
      }
    }
    return !line.isEmpty();
  }

  /** What stands behind {@code SEARCHING...} or {@code BUS INIT: ...OK} on the same line. */
  private static String withoutProgress(String squeezed, String line) {
    if (squeezed.startsWith("BUSINITERROR")) {
      return line;
    }
    for (String word : PROGRESS) {
      if (squeezed.startsWith(word)) {
        String rest = squeezed.substring(word.length());
        return rest.startsWith("OK") ? rest.substring(2) : rest;
      }
    }
    return line;
  }

  /** What is left of a progress message of which a part was lost. */
  private static boolean isProgressRest(String squeezed) {
    return squeezed.length() >= 3 && "SEARCHING".endsWith(squeezed)
        || squeezed.length() >= 3 && "SEARCHING".startsWith(squeezed)
        || squeezed.length() >= 4 && "BUSINITOK".endsWith(squeezed);
  }
}
