package io.obdio.socketio.app;

import io.obdio.core.command.Commands;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The largest JSON values of each kind that fit into a number of bytes. */
final class LargePayloads {

  private LargePayloads() {}

  /** Returns values by what they consist of; none is longer than the number of bytes. */
  static Map<String, String> of(int bytes) {
    Map<String, String> values = new LinkedHashMap<>();
    String letters = "x".repeat(bytes - 100);
    values.put("a string", quoted(letters));
    values.put("names of one letter", repeated("[", "\"a\"", "]", bytes / 4 - 10));
    values.put("names of 256 unknown commands", names(256, bytes));
    values.put("names of known commands", known(bytes));
    values.put("numbers", repeated("[", "1234567", "]", bytes / 8 - 10));
    values.put("arrays of arrays", repeated("[", "[[[]]]", "]", Math.min(bytes / 7, 41_000)));
    values.put("members", members(bytes));
    values.put("members of equal hash", colliding(bytes));
    values.put(
        "channel names", "{\"channel\":" + repeated("[", "\"a\"", "]", bytes / 4 - 20) + "}");
    values.put("256 channel names", "{\"channel\":" + names(256, bytes - 20) + "}");
    values.put("a key", "{\"x-api-key\":" + quoted("k".repeat(bytes - 200)) + "}");
    values.put(
        "an input",
        "{\"id\":" + quoted("i".repeat(bytes - 200)) + ",\"payload\":{\"state\":{\"value\":1}}}");
    return values;
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String repeated(String begin, String item, String end, int count) {
    return begin + (item + ",").repeat(count - 1) + item + end;
  }

  private static String names(int count, int bytes) {
    String rest = "n".repeat(Math.max(1, (bytes - 100) / count - 10));
    return IntStream.range(0, count)
        .mapToObj(i -> quoted("N" + i + rest))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String known(int bytes) {
    return Commands.standard().all().stream()
        .map(command -> quoted(command.name()))
        .limit(Math.min(256, bytes / 40))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String members(int bytes) {
    return IntStream.range(0, bytes / 14)
        .mapToObj(i -> quoted("m" + i) + ":1")
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Members whose names have one hash code: "Aa" and "BB" have the same. */
  private static String colliding(int bytes) {
    int bits = 12;
    return IntStream.range(0, Math.min(1 << bits, bytes / (2 * bits + 6)))
        .mapToObj(
            i ->
                quoted(
                        IntStream.range(0, bits)
                            .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                            .collect(Collectors.joining()))
                    + ":1")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
