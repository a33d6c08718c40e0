package io.obdio.socketio.devices;

import java.util.Locale;

/**
 * A pattern of circuit names, in which {@code *} matches any number of characters and {@code ?}
 * one. Case does not matter.
 *
 * @param pattern in upper case
 */
record Glob(String pattern) {

  /** Bytes of a pattern: no circuit is longer. */
  static final int MAX_LENGTH = 64;

  /** Returns the pattern of a text. */
  static Glob of(String text) {
    return new Glob(text.toUpperCase(Locale.ROOT));
  }

  /** Returns whether the whole name matches; takes at most the product of the lengths. */
  boolean matches(String name) {
    String text = name.toUpperCase(Locale.ROOT);
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
