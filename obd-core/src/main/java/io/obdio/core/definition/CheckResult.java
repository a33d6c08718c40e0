package io.obdio.core.definition;

import java.util.List;

/**
 * What came of comparing real answers with the values they should yield.
 *
 * @param replies how many answers the file has
 * @param repliesRight how many of them yield all expected values
 * @param right how many values were decoded right
 * @param wrong how many came out as another value
 * @param failed how many did not come out at all
 * @param details the first of the wrong and failed ones, for a person
 * @param problems rows of the signal sets that could not be used
 */
public record CheckResult(
    int replies,
    int repliesRight,
    long right,
    long wrong,
    long failed,
    List<String> details,
    List<DefinitionProblem> problems) {

  /** Copies the lists. */
  public CheckResult {
    details = List.copyOf(details);
    problems = List.copyOf(problems);
  }

  /** True if there were values and all came out right. */
  public boolean isAllRight() {
    return right > 0 && wrong == 0 && failed == 0 && repliesRight == replies;
  }

  /** The counts in two lines. */
  @Override
  public String toString() {
    long values = right + wrong + failed;
    return "replies: "
        + replies
        + ", all values right: "
        + repliesRight
        + "\nvalues: "
        + values
        + ", decoded right: "
        + right
        + ", wrong: "
        + wrong
        + ", failed: "
        + failed;
  }
}
