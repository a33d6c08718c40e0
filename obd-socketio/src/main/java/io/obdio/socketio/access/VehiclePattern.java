package io.obdio.socketio.access;

/**
 * A pattern of the ids of vehicles in a key, such as {@code VAN-*}: {@code *} matches any number of
 * characters, also none, {@code ?} exactly one, and every other character itself; letters must have
 * the same case. The whole id must match. Immutable.
 *
 * @param text 1 to 64 letters, digits or any of {@code - _ . : * ?}
 */
public record VehiclePattern(String text) {

  private static final int MAX_LENGTH = 64;

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException if it is empty, too long or has another character
   */
  public VehiclePattern {
    if (text.isEmpty() || text.length() > MAX_LENGTH || !text.chars().allMatch(c -> isAllowed(c))) {
      throw new IllegalArgumentException(
          "pattern '" + text + "': expected 1 to 64 letters, digits or any of - _ . : * ?");
    }
  }

  /** Returns the characters before the first wildcard, with which every id that matches begins. */
  String prefix() {
    int end = 0;
    while (end < text.length() && !isWildcard(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  /** Returns whether the pattern has no wildcard, so that it matches one id. */
  boolean isId() {
    return prefix().length() == text.length();
  }

  private static boolean isWildcard(char c) {
    return c == '*' || c == '?';
  }

  private static boolean isAllowed(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || "-_.:*?".indexOf(c) >= 0;
  }

  /**
   * Returns whether the pattern matches an id. Takes at most as many steps as the product of both
   * lengths: on a mismatch only the last {@code *} is extended.
   */
  public boolean matches(String id) {
    int p = 0;
    int i = 0;
    int star = -1; // position of the last * that was passed
    int resume = 0; // position in the id after what that * matches
    while (i < id.length()) {
      if (p < text.length() && text.charAt(p) == '*') {
        star = p++;
        resume = i;
      } else if (p < text.length() && (text.charAt(p) == '?' || text.charAt(p) == id.charAt(i))) {
        p++;
        i++;
      } else if (star >= 0) {
        p = star + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (p < text.length() && text.charAt(p) == '*') {
      p++;
    }
    return p == text.length();
  }

  @Override
  public String toString() {
    return text;
  }
}
