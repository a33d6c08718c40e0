package io.obdio.core.formula;

import org.jspecify.annotations.Nullable;

/** The text of a formula and the position of its parser. One use, one thread. */
final class FormulaText {

  private static final int MAX_HEX_DIGITS = 12;

  private final String text;
  private int at;

  FormulaText(String text) {
    this.text = text;
  }

  /** Returns the position, spaces skipped. */
  int position() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  boolean atEnd() {
    return position() == text.length();
  }

  /** Returns the next character; NUL at the end. */
  char next() {
    return atEnd() ? '\0' : text.charAt(at);
  }

  /** Returns whether the next characters are {@code token}. */
  boolean sees(String token) {
    return text.startsWith(token, position());
  }

  /** Takes {@code token} if it comes next. */
  boolean accept(String token) {
    if (!sees(token)) {
      return false;
    }
    at += token.length();
    return true;
  }

  /** Takes {@code token} in upper or lower case if it comes next. */
  boolean acceptIgnoreCase(String token) {
    if (!text.regionMatches(true, position(), token, 0, token.length())) {
      return false;
    }
    at += token.length();
    return true;
  }

  /** Takes {@code token}. */
  void expect(String token) {
    if (!accept(token)) {
      throw error("expected '" + token + "'" + (atEnd() ? " at the end" : ""));
    }
  }

  /** Takes the text up to {@code mark}, and the mark; null if there is no mark. */
  @Nullable String until(String mark) {
    int end = text.indexOf(mark, at);
    if (end < 0) {
      return null;
    }
    String inner = text.substring(at, end);
    at = end + mark.length();
    return inner;
  }

  /** Takes a name: ASCII letters, digits and underscores. */
  String word() {
    int start = position();
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isWordPart(char c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_');
  }

  /** Takes a number. */
  double number() {
    int start = position();
    if (accept("0x") || accept("0X")) {
      return hexadecimal();
    }
    while (at < text.length() && isNumberPart(start)) {
      at++;
    }
    String digits = text.substring(start, at);
    try {
      return Double.parseDouble(digits);
    } catch (NumberFormatException e) {
      throw error(start, "'" + digits + "' is not a number");
    }
  }

  private double hexadecimal() {
    int start = at;
    while (at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
      at++;
    }
    if (at == start || at - start > MAX_HEX_DIGITS) {
      throw error(start, "expected 1 to " + MAX_HEX_DIGITS + " hexadecimal digits");
    }
    return Long.parseLong(text.substring(start, at), 16);
  }

  private boolean isNumberPart(int start) {
    char c = text.charAt(at);
    boolean exponent = isExponent(c) && at > start && digitsFollow();
    boolean sign = (c == '-' || c == '+') && at > start && isExponent(text.charAt(at - 1));
    return c >= '0' && c <= '9' || c == '.' || exponent || sign;
  }

  private static boolean isExponent(char c) {
    return c == 'e' || c == 'E';
  }

  /** Returns whether digits follow an E, which then begins an exponent and not a name. */
  private boolean digitsFollow() {
    int next = at + 1;
    if (next < text.length() && (text.charAt(next) == '-' || text.charAt(next) == '+')) {
      next++;
    }
    return next < text.length() && text.charAt(next) >= '0' && text.charAt(next) <= '9';
  }

  FormulaException error(String reason) {
    return error(position(), reason);
  }

  FormulaException error(int position, String reason) {
    return new FormulaException(text, position, reason, "");
  }

  FormulaException unknown(int position, String name, String reason) {
    return new FormulaException(text, position, reason, name);
  }
}
