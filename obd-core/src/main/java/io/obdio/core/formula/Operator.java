package io.obdio.core.formula;

import java.util.Comparator;
import java.util.function.DoubleBinaryOperator;

/**
 * An operator of two operands.
 *
 * @param token as formulas write it
 * @param level precedence, 0 the weakest
 * @param body computes the result
 */
record Operator(String token, int level, DoubleBinaryOperator body) {

  /** Orders {@code <<} before {@code <}, so that the first match is the right one. */
  static final Comparator<Operator> LONGEST_FIRST =
      Comparator.comparingInt((Operator operator) -> operator.token().length()).reversed();
}
