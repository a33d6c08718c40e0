package io.obdio.core.recording;

import java.util.ArrayList;
import java.util.List;

/** The words of a line, separated by spaces; one in quotes may contain spaces and escapes. */
final class QuotedWords {

  private QuotedWords() {}

  /** Returns the words, quotes included; none for a blank line or a comment. */
  static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      if (Character.isWhitespace(line.charAt(at))) {
        at++;
        continue;
      }
      if (words.isEmpty() && line.charAt(at) == '#') {
        return words;
      }
      int end = line.charAt(at) == '"' ? endOfQuote(line, at) : endOfWord(line, at);
      words.add(line.substring(at, end));
      at = end;
    }
    return words;
  }

  private static int endOfWord(String line, int from) {
    int end = from;
    while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int endOfQuote(String line, int from) {
    int end = from + 1;
    while (end < line.length() && line.charAt(end) != '"') {
      end += line.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= line.length()) {
      throw new IllegalArgumentException(
          "the quote that begins at " + (from + 1) + " is not closed");
    }
    end++;
    if (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
      throw new IllegalArgumentException("expected a space after the quote, at " + (end + 1));
    }
    return end;
  }

  static boolean isQuoted(String word) {
    return word.startsWith("\"");
  }

  /** Returns the text between the quotes; the word itself if there are none. */
  static String text(String word) {
    if (!isQuoted(word)) {
      return word;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < word.length() - 1; i++) {
      char c = word.charAt(i);
      if (c == '\\' && i + 1 < word.length() - 1) {
        i++;
        c = word.charAt(i) == 'n' ? '\n' : word.charAt(i);
      }
      text.append(c);
    }
    return text.toString();
  }

  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        default -> quoted.append(c < ' ' ? ' ' : c);
      }
    }
    return quoted.append('"').toString();
  }
}
