package io.obdio.sim.scenario;

import io.obdio.core.util.NearestWord;
import java.util.Collection;

/** The end of a message about an unknown word. */
final class DidYouMean {

  private DidYouMean() {}

  /** Returns {@code ; did you mean 'rpm'?} if a known word is near enough, else the known words. */
  static String hint(String given, Collection<String> known) {
    String nearest = NearestWord.didYouMean(given, known);
    return nearest.isEmpty() ? "; known are " + String.join(", ", known) : nearest;
  }
}
