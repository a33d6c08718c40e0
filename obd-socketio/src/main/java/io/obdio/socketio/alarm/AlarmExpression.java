package io.obdio.socketio.alarm;

import io.obdio.core.formula.Dialect;
import io.obdio.core.formula.Formula;
import io.obdio.core.formula.FormulaException;
import java.util.OptionalInt;

/** The expressions of rules: arithmetic on the signal's value {@code x}. */
final class AlarmExpression {

  private static final Dialect DIALECT =
      Dialect.builder()
          .limits(200, 20, 4)
          .variables("x", name -> name.equals("x") ? OptionalInt.of(0) : OptionalInt.empty())
          .level()
          .operator("+", Double::sum)
          .operator("-", (a, b) -> a - b)
          .level()
          .operator("*", (a, b) -> a * b)
          .operator("/", (a, b) -> a / b)
          .prefix("-", a -> -a)
          .function("abs", Math::abs)
          .function("min", Math::min)
          .function("max", Math::max)
          .build();

  private AlarmExpression() {}

  /**
   * Compiles an expression.
   *
   * @throws FormulaException if it is not valid; the message names the character
   */
  static Formula compile(String text) {
    return Formula.compile(text, DIALECT);
  }
}
