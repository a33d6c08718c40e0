package io.obdio.socketio.app.check;

import io.obdio.core.definition.DefinitionProblem;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The outcome of a check.
 *
 * @param replies how many answers the file has
 * @param values every expected value
 * @param problems rows and fields of the definitions that cannot be used
 */
public record CheckResult(
    int replies, List<CheckedValue> values, List<DefinitionProblem> problems) {

  /** Copies the lists. */
  public CheckResult {
    values = List.copyOf(values);
    problems = List.copyOf(problems);
  }

  /** Returns how many values are of each kind; kinds without values are left out. */
  public Map<ValueKind, Long> counts() {
    return values.stream()
        .collect(
            Collectors.groupingBy(
                CheckedValue::kind, () -> new EnumMap<>(ValueKind.class), Collectors.counting()));
  }

  /** Returns the values that are not right. */
  public List<CheckedValue> failures() {
    return values.stream().filter(value -> value.kind() != ValueKind.RIGHT).toList();
  }

  /** Returns how many answers yield all their values. */
  public int repliesRight() {
    Set<Integer> lines = failures().stream().map(CheckedValue::line).collect(Collectors.toSet());
    return replies - lines.size();
  }

  /** Returns how many values are right. */
  public long right() {
    return counts().getOrDefault(ValueKind.RIGHT, 0L);
  }

  /** Returns how many values came out differently. */
  public long wrong() {
    return counts().getOrDefault(ValueKind.OTHER_VALUE, 0L);
  }

  /** Returns how many values did not come out at all. */
  public long failed() {
    return values.size() - right() - wrong();
  }

  /** Returns whether there were values and all are right. */
  public boolean isAllRight() {
    return !values.isEmpty() && right() == values.size();
  }

  /** Returns the counts, and a line for each kind of failure. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("replies: ").append(replies);
    text.append(", all values right: ").append(repliesRight());
    text.append("\nvalues: ").append(values.size());
    text.append(", decoded right: ").append(right());
    text.append(", wrong: ").append(wrong());
    text.append(", failed: ").append(failed());
    counts()
        .forEach(
            (kind, count) -> {
              if (kind != ValueKind.RIGHT) {
                text.append("\n  ").append(kind.text()).append(": ").append(count);
              }
            });
    return text.toString();
  }
}
