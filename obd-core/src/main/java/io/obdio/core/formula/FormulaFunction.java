package io.obdio.core.formula;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * A function of a dialect.
 *
 * @param name as formulas write it
 * @param arguments how many it takes
 * @param binder makes the call of its compiled arguments
 */
record FormulaFunction(String name, int arguments, Binder binder) {

  /** A factory of the call with given arguments. */
  @FunctionalInterface
  interface Binder {
    FormulaNode bind(List<FormulaNode> arguments);
  }

  /** Creates a function of one number. */
  static FormulaFunction of(String name, DoubleUnaryOperator body) {
    return new FormulaFunction(
        name,
        1,
        list -> {
          FormulaNode only = list.get(0);
          return variables -> body.applyAsDouble(only.value(variables));
        });
  }

  /** Creates a function of two numbers. */
  static FormulaFunction of(String name, DoubleBinaryOperator body) {
    return new FormulaFunction(
        name,
        2,
        list -> {
          FormulaNode first = list.get(0);
          FormulaNode second = list.get(1);
          return variables -> body.applyAsDouble(first.value(variables), second.value(variables));
        });
  }

  /** Creates a function of {@code count} numbers. */
  static FormulaFunction of(String name, int count, ToDoubleFunction<double[]> body) {
    return new FormulaFunction(
        name,
        count,
        list -> {
          FormulaNode[] parts = list.toArray(new FormulaNode[0]);
          return variables -> {
            double[] values = new double[parts.length];
            for (int i = 0; i < values.length; i++) {
              values[i] = parts[i].value(variables);
            }
            return body.applyAsDouble(values);
          };
        });
  }
}
