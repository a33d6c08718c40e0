package io.obdio.socketio.app.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words of the command line for the values of an enumeration: {@code a-b} for {@code A_B}. */
public final class EnumWords {

  private EnumWords() {}

  /**
   * Returns the value of a word, in lower or upper case.
   *
   * @throws IllegalArgumentException if there is none; the message names all words
   */
  public static <E extends Enum<E>> E parse(Class<E> type, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> word(value).equals(lower))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected "
                        + Arrays.stream(type.getEnumConstants())
                            .map(EnumWords::word)
                            .collect(Collectors.joining(", "))
                        + "; found '"
                        + text
                        + "'"));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
