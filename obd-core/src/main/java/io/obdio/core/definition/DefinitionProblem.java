package io.obdio.core.definition;

/**
 * A row or a field of a definition file that cannot be used.
 *
 * @param file as it was named
 * @param place row or command, such as {@code row 7} or {@code command 3 (7E0.2101), signal X}
 * @param reason why, for people
 * @param leftOut true if there is no command for the row or signal; false if only a field of it has
 *     no effect
 */
public record DefinitionProblem(String file, String place, String reason, boolean leftOut) {

  @Override
  public String toString() {
    return file + ": " + place + ": " + reason;
  }
}
