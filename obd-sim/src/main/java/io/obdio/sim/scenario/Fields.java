package io.obdio.sim.scenario;

import io.obdio.core.message.Payload;
import io.obdio.sim.scenario.Node.Place;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reader of values from nodes, which explains invalid ones. */
final class Fields {

  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(us|ms|s|min|h|)");

  private Fields() {}

  /** A conversion whose IllegalArgumentException explains the mistake. */
  interface Maker<V> {
    V make() throws ScenarioException;
  }

  /** Adds the place to the message of an IllegalArgumentException. */
  static <V> V checked(Node node, Maker<V> maker) throws ScenarioException {
    try {
      return maker.make();
    } catch (IllegalArgumentException e) {
      throw node.place().error(String.valueOf(e.getMessage()));
    }
  }

  /** Returns the entries of a mapping whose keys must all be known. */
  static Map<String, Node> mapping(Node node, Collection<String> keys) throws ScenarioException {
    Map<String, Node> entries = mapping(node);
    for (Map.Entry<String, Node> entry : entries.entrySet()) {
      if (!keys.contains(entry.getKey())) {
        throw unknown(entry.getValue(), "key", entry.getKey(), keys);
      }
    }
    return entries;
  }

  /** Returns the entries of a mapping with any keys. An empty value is an empty mapping. */
  static Map<String, Node> mapping(Node node) throws ScenarioException {
    if (node instanceof Node.Mapping mapping) {
      return mapping.entries();
    }
    if (node instanceof Node.Scalar scalar && scalar.text().isEmpty()) {
      return Map.of();
    }
    throw node.place().error("expected keys with values");
  }

  static List<Node> sequence(Node node) throws ScenarioException {
    if (node instanceof Node.Sequence sequence) {
      return sequence.items();
    }
    throw node.place().error("expected a list");
  }

  static String text(Node node) throws ScenarioException {
    if (node instanceof Node.Scalar scalar && !scalar.text().isEmpty()) {
      return scalar.text();
    }
    throw node.place().error("expected a single value");
  }

  static double number(Node node) throws ScenarioException {
    return number(node.place(), text(node));
  }

  static double number(Place place, String text) throws ScenarioException {
    try {
      double value = Double.parseDouble(text.strip());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw place.error("expected a number, found '" + text + "'");
  }

  static long integer(Node node) throws ScenarioException {
    String text = text(node);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw node.place().error("expected a whole number, found '" + text + "'");
    }
  }

  static boolean yesOrNo(Node node) throws ScenarioException {
    return switch (text(node)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw node.place().error("expected true or false, found '" + text(node) + "'");
    };
  }

  /** Reads 500ms, 1.5s, 2min; a number without a unit is seconds. */
  static Duration duration(Node node) throws ScenarioException {
    Matcher m = DURATION.matcher(text(node).strip());
    if (!m.matches()) {
      throw node.place()
          .error("expected a time such as 500ms, 1.5s or 2min, found '" + text(node) + "'");
    }
    double nanos =
        switch (m.group(2)) {
          case "us" -> 1e3;
          case "ms" -> 1e6;
          case "min" -> 60e9;
          case "h" -> 3600e9;
          default -> 1e9;
        };
    return Duration.ofNanos(Math.round(Double.parseDouble(m.group(1)) * nanos));
  }

  /** Reads 1 to {@code digits} hex digits without sign or prefix. */
  static int hex(Place place, String text, int digits) throws ScenarioException {
    if (!text.matches("[0-9A-Fa-f]{1," + digits + "}")) {
      throw place.error("expected 1 to " + digits + " hex digits, found '" + text + "'");
    }
    return Integer.parseUnsignedInt(text, 16);
  }

  /** Reads bytes in hex, with or without spaces. */
  static Payload bytes(Node node) throws ScenarioException {
    String text = text(node);
    try {
      return Payload.ofHex(text);
    } catch (IllegalArgumentException e) {
      throw node.place().error("expected bytes in hex such as \"0D 48\", found '" + text + "'");
    }
  }

  /** Reads one of several names. */
  static <V> V named(
      Node node, String what, Function<String, Optional<V>> find, Collection<String> known)
      throws ScenarioException {
    String name = text(node);
    Optional<V> found = find.apply(name);
    if (found.isEmpty()) {
      throw unknown(node, what, name, known);
    }
    return found.get();
  }

  static ScenarioException unknown(Node node, String what, String name, Collection<String> known) {
    return node.place()
        .error("there is no " + what + " '" + name + "'" + DidYouMean.hint(name, known));
  }
}
