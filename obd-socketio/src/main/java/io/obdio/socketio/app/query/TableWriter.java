package io.obdio.socketio.app.query;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Results as a table: name, value with the numbers aligned, and the description if the terminal is
 * wide enough. In place, each table replaces the one before.
 */
final class TableWriter implements ResultWriter {

  private static final String GAP = "  ";
  private static final int MAX_VALUE = 32;
  private static final int MIN_DESCRIPTION = 12;

  private final PrintWriter out;
  private final int width;
  private final int height;
  private final boolean inPlace;

  private int linesBefore;

  /**
   * Creates a writer.
   *
   * @param height lines of a table in place; more are cut off
   */
  TableWriter(PrintWriter out, int width, int height, boolean inPlace) {
    this.out = out;
    this.width = width;
    this.height = height;
    this.inPlace = inPlace;
  }

  @Override
  public void write(List<Result> results) {
    List<String> lines =
        lines(inPlace ? results.stream().map(Result::orReason).toList() : results, width);
    if (inPlace) {
      int most = height - 1;
      if (lines.size() > most) {
        int hidden = lines.size() - most + 1;
        lines = new ArrayList<>(lines.subList(0, most - 1));
        lines.add("... " + hidden + " more lines");
      }
      if (linesBefore > 0) {
        out.print("\033[" + linesBefore + "A\033[J");
      }
      linesBefore = lines.size();
    }
    lines.forEach(out::println);
    out.flush();
  }

  /** Returns the lines of a table, none longer than {@code width} unless a value is. */
  static List<String> lines(List<Result> results, int width) {
    List<Result> shown = results.stream().filter(result -> !result.lines().isEmpty()).toList();
    int name = widest(shown, result -> result.queried().name().length());
    int number =
        widest(shown, result -> first(result).number() ? first(result).text().length() : 0);
    int value =
        Math.min(MAX_VALUE, widest(shown, result -> aligned(first(result), number).length()));
    List<String> lines = new ArrayList<>();
    for (Result result : shown) {
      String head = pad(result.queried().name(), name) + GAP;
      String text = aligned(first(result), number);
      lines.add((head + described(text, value, result, width - head.length())).stripTrailing());
      for (ValueLine part : result.lines().subList(1, result.lines().size())) {
        lines.add(cut("  " + part, width));
      }
    }
    return lines;
  }

  private static ValueLine first(Result result) {
    return result.lines().get(0);
  }

  private static String aligned(ValueLine line, int number) {
    return line.number() ? " ".repeat(number - line.text().length()) + line.value() : line.value();
  }

  /** Returns a value and as much of the description as fits. */
  private static String described(String text, int value, Result result, int width) {
    int left = width - value - GAP.length();
    boolean fits = text.length() <= value && left >= MIN_DESCRIPTION;
    String description = result.queried().command().description();
    return !fits || result.queried().raw() || description.equals(result.queried().name())
        ? text
        : pad(text, value) + GAP + cut(description, left);
  }

  private static String cut(String text, int width) {
    return text.length() <= width || width < 4 ? text : text.substring(0, width - 3) + "...";
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static int widest(List<Result> results, ToIntFunction<Result> length) {
    return results.stream().mapToInt(length).max().orElse(0);
  }
}
