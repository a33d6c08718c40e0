package io.obdio.sim.scenario;

import java.util.List;
import java.util.Map;

/** A node of a scenario file with its place. */
sealed interface Node {

  /** Returns the place. */
  Place place();

  /**
   * A place in a file.
   *
   * @param file the file's name
   * @param line from 1 on
   * @param field the path of the field, such as {@code ecus.engine.stored[0]}; "" for the whole
   *     file
   */
  record Place(String file, int line, String field) {

    ScenarioException error(String reason) {
      return new ScenarioException(file, line, field, reason);
    }

    Place at(int newLine, String key) {
      return new Place(file, newLine, field.isEmpty() ? key : field + "." + key);
    }

    Place at(int newLine, int index) {
      return new Place(file, newLine, field + "[" + index + "]");
    }
  }

  /** A number, text, true or false; null is the text "". */
  record Scalar(Place place, String text) implements Node {}

  /** Keys and values in the order of the file. */
  record Mapping(Place place, Map<String, Node> entries) implements Node {}

  /** A list. */
  record Sequence(Place place, List<Node> items) implements Node {}
}
