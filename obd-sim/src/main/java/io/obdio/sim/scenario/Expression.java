package io.obdio.sim.scenario;

import io.obdio.core.formula.Dialect;
import io.obdio.core.formula.Formula;
import io.obdio.core.formula.FormulaException;
import io.obdio.sim.vehicle.SignalSource;
import java.util.OptionalInt;

/**
 * An expression of time, such as {@code 20 + 70 * (1 - exp(-t / 180))}. Its variable {@code t} is
 * the time in seconds since the simulation began; comparisons yield 1 or 0.
 */
public final class Expression implements SignalSource {

  private static final int MAX_LENGTH = 1000;
  private static final int MAX_DEPTH = 100;

  private static final Dialect DIALECT =
      Dialect.builder()
          .limits(MAX_LENGTH, MAX_DEPTH, MAX_LENGTH)
          .level()
          .operator("<=", (a, b) -> a <= b ? 1 : 0)
          .operator(">=", (a, b) -> a >= b ? 1 : 0)
          .operator("<", (a, b) -> a < b ? 1 : 0)
          .operator(">", (a, b) -> a > b ? 1 : 0)
          .level()
          .operator("+", (a, b) -> a + b)
          .operator("-", (a, b) -> a - b)
          .level()
          .operator("*", (a, b) -> a * b)
          .operator("/", (a, b) -> a / b)
          .operator("%", (a, b) -> a % b)
          .prefix("-", a -> -a)
          .prefix("+", a -> a)
          .power("^")
          .function("sin", Math::sin)
          .function("cos", Math::cos)
          .function("tan", Math::tan)
          .function("exp", Math::exp)
          .function("log", Math::log)
          .function("sqrt", Math::sqrt)
          .function("abs", Math::abs)
          .function("floor", Math::floor)
          .function("ceil", Math::ceil)
          .function("round", Math::rint)
          .function("min", Math::min)
          .function("max", Math::max)
          .function("clamp", 3, a -> Math.max(a[1], Math.min(a[0], a[2])))
          .function("if", 3, a -> a[0] != 0 ? a[1] : a[2])
          .function("saw", a -> a - Math.floor(a))
          .function("square", a -> a - Math.floor(a) < 0.5 ? 1 : 0)
          .constant("pi", Math.PI)
          .variables(
              "t, pi or a function",
              name -> name.equals("t") ? OptionalInt.of(0) : OptionalInt.empty())
          .build();

  private final Formula formula;

  private Expression(Formula formula) {
    this.formula = formula;
  }

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException naming the place of the mistake and the reason
   */
  public static Expression parse(String text) {
    try {
      return new Expression(Formula.compile(text, DIALECT));
    } catch (FormulaException e) {
      if (e.unknownName().isEmpty()) {
        throw e;
      }
      throw new IllegalArgumentException(
          e.getMessage() + DidYouMean.hint(e.unknownName(), DIALECT.functionNames()), e);
    }
  }

  @Override
  public double at(double seconds) {
    return formula.value(variable -> seconds);
  }

  @Override
  public String toString() {
    return formula.toString();
  }
}
