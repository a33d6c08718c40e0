package io.obdio.core.formula;

/** A compiled part of a formula. Immutable. */
@FunctionalInterface
interface FormulaNode {

  /** Computes the value of this part. */
  double value(Variables variables);
}
