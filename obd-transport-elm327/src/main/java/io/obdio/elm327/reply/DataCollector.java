package io.obdio.elm327.reply;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of one reply to a request, sorted as they are added. Not thread-safe. */
final class DataCollector {

  private static final String[] PROGRESS = {"SEARCHING", "BUSINIT", "CONNECTED", "CONNECTING"};

  private final List<String> hex = new ArrayList<>(4);
  private final List<String> words = new ArrayList<>(0);
  private int damaged;
  private boolean followed;
  private @Nullable ElmError error;
  private boolean unknown;
  private boolean ok;

  /** Counts a line that was cut off. */
  void addOverflow() {
    damaged++;
  }

  /** Adds a line in upper case, without echo. */
  void add(String line) {
    if (isHexLine(line)) {
      addHex(line);
    } else if (line.endsWith("?")) {
      unknown = true;
      // An adapter that does not understand a request shows no data.
      hex.clear();
    } else {
      text(line);
    }
  }

  private void addHex(String line) {
    hex.add(line.indexOf(' ') < 0 ? line : line.replace(" ", ""));
  }

  private void text(String line) {
    String rest = withoutProgress(ReplyReader.squeeze(line), line);
    if (rest.isEmpty()) {
      return;
    }
    if (isHexLine(rest)) {
      addHex(rest);
      return;
    }
    String squeezed = ReplyReader.squeeze(rest);
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
      // With this message an adapter shows no data: the lines answer an earlier request.
      hex.clear();
    }
    error = ReplyReader.graver(error, found.error());
    if (found.at() > 0) {
      damaged++;
    }
  }

  /** Returns what the lines amount to. */
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

  /** Returns whether a line has digits and spaces only; a colon may follow a line number. */
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

  /** Returns what follows {@code SEARCHING...} or {@code BUS INIT: ...OK} on the same line. */
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

  /** Returns whether this is the rest of a progress message of which a part was lost. */
  private static boolean isProgressRest(String squeezed) {
    return squeezed.length() >= 3 && "SEARCHING".endsWith(squeezed)
        || squeezed.length() >= 3 && "SEARCHING".startsWith(squeezed)
        || squeezed.length() >= 4 && "BUSINITOK".endsWith(squeezed);
  }
}
