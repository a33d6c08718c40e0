package io.obdio.core.formula;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A table that is searched for a value, such as {@code LOOKUP(A:-1:0=10:1~3=20)}.
 *
 * @param key the value that is searched for
 * @param otherwise the result without an entry; null if there is none
 * @param entries in order; the first that matches counts
 * @param nearest takes the entry whose range is nearest, where none matches
 */
record LookupNode(FormulaNode key, @Nullable Result otherwise, List<Entry> entries, boolean nearest)
    implements FormulaNode {

  /**
   * A result.
   *
   * @param number computes it
   * @param text the text in quotes; null if it is a number
   */
  record Result(FormulaNode number, @Nullable String text) {}

  /** The result for the values from {@code low} to {@code high}. */
  record Entry(double low, double high, Result result) {

    double distance(double value) {
      return Math.max(0, Math.max(low - value, value - high));
    }
  }

  /** Copies the list. */
  LookupNode {
    entries = List.copyOf(entries);
  }

  /** Returns whether a result is a text. */
  boolean hasTexts() {
    return otherwise != null && otherwise.text() != null
        || entries.stream().anyMatch(entry -> entry.result().text() != null);
  }

  @Override
  public double value(Variables variables) {
    Result result = find(variables);
    return result == null ? Double.NaN : result.number().value(variables);
  }

  /** Returns the text for the value, a number as text; null without an entry. */
  @Nullable String text(Variables variables) {
    Result result = find(variables);
    if (result == null || result.text() != null) {
      return result == null ? null : result.text();
    }
    double number = result.number().value(variables);
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.format(Locale.ROOT, "%.0f", number)
        : Double.toString(number);
  }

  private @Nullable Result find(Variables variables) {
    double value = key.value(variables);
    Entry best = null;
    for (Entry entry : entries) {
      double distance = entry.distance(value);
      if (distance == 0) {
        return entry.result();
      }
      if (nearest && (best == null || distance < best.distance(value))) {
        best = entry;
      }
    }
    return best != null ? best.result() : otherwise;
  }
}
