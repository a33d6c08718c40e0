package io.obdio.core.definition;

/**
 * A row that could not be used.
 *
 * @param file as it was named
 * @param place row or command, such as {@code row 7} or {@code command 3 (7E0.2101), signal X}
 * @param reason for a person
 */
public record DefinitionProblem(String file, String place, String reason) {

  @Override
  public String toString() {
    return file + ": " + place + ": " + reason;
  }
}
