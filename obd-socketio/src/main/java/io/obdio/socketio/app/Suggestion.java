package io.obdio.socketio.app;

import io.obdio.core.util.NearestWord;
import java.util.Collection;

/** The end of a message about an unknown word. */
final class Suggestion {

  private Suggestion() {}

  /** Returns {@code ; did you mean 'port'?} if a known word is near enough, else "". */
  static String of(String word, Collection<String> known) {
    return NearestWord.of(word, known).map(near -> "; did you mean '" + near + "'?").orElse("");
  }
}
