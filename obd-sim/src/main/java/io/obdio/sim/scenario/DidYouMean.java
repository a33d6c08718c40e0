package io.obdio.sim.scenario;

import java.util.Collection;
import java.util.Locale;

/** Finds the known word that a mistyped one is nearest to. */
final class DidYouMean {

  private DidYouMean() {}

  /** {@code ; did you mean 'rpm'?} if a word is near enough, else the words there are. */
  static String hint(String given, Collection<String> known) {
    String best = "";
    int least = Math.max(2, given.length() / 3) + 1;
    for (String word : known) {
      int distance = distance(given.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = word;
      }
    }
    return best.isEmpty()
        ? "; there are " + String.join(", ", known)
        : "; did you mean '" + best + "'?";
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
