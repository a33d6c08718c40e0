package io.obdio.core.util;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known word that is most similar to a mistyped one, by Levenshtein distance. */
public final class NearestWord {

  private NearestWord() {}

  /**
   * Returns the known word with the smallest distance, regardless of case: 2 or a third of the
   * length of {@code word} at most, whichever is more. Of equally near words the first is returned.
   */
  public static Optional<String> of(String word, Collection<String> known) {
    String lower = word.toLowerCase(Locale.ROOT);
    String nearest = null;
    int limit = Math.max(2, word.length() / 3);
    for (String candidate : known) {
      if (Math.abs(lower.length() - candidate.length()) > limit) {
        continue; // each missing character counts: no need to compare a very long word
      }
      int distance = distance(lower, candidate.toLowerCase(Locale.ROOT));
      if (distance <= limit) {
        nearest = candidate;
        limit = distance - 1;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** Returns {@code ; did you mean 'port'?}, the end of a message; "" if no word is near enough. */
  public static String didYouMean(String word, Collection<String> known) {
    return of(word, known).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  /** Returns the number of insertions, deletions and replacements that turn one into the other. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
