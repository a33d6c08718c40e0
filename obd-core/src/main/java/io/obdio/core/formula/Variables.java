package io.obdio.core.formula;

/** The values that a formula reads while it is evaluated. */
@FunctionalInterface
public interface Variables {

  /**
   * Returns the value of a variable.
   *
   * @param index the number that the dialect gives the variable's name
   */
  double variable(int index);

  /**
   * Returns the value of a reference, such as the value of another command.
   *
   * @param index position in {@link Formula#references()}
   * @return NaN if the value is not known
   */
  default double reference(int index) {
    return Double.NaN;
  }
}
