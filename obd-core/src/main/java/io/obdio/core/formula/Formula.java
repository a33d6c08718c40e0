package io.obdio.core.formula;

import java.util.List;
import java.util.Optional;

/**
 * A compiled formula. Immutable; any thread may evaluate it.
 *
 * <p>A formula can only compute: it has no loops, no calls except the functions of its {@link
 * Dialect}, and no access to anything but the {@link Variables} it is given.
 */
public final class Formula {

  private final String text;
  private final FormulaNode root;
  private final int variables;
  private final List<String> references;

  Formula(String text, FormulaNode root, int variables, List<String> references) {
    this.text = text;
    this.root = root;
    this.variables = variables;
    this.references = List.copyOf(references);
  }

  /**
   * Compiles a formula.
   *
   * @throws FormulaException if {@code text} does not follow {@code dialect}
   */
  public static Formula compile(String text, Dialect dialect) {
    return new FormulaParser(text, dialect).parse(text);
  }

  /** Returns the number of variables needed: the highest index that the formula reads plus one. */
  public int variables() {
    return variables;
  }

  /** Returns the references, as written, without repetition, in the order of their numbers. */
  public List<String> references() {
    return references;
  }

  /**
   * Computes the value.
   *
   * @return may be infinite or NaN, as after a division by zero
   */
  public double value(Variables values) {
    return root.value(values);
  }

  /** Returns whether the formula looks up a text instead of computing a number. */
  public boolean isText() {
    return root instanceof LookupNode lookup && lookup.hasTexts();
  }

  /**
   * Looks up the text.
   *
   * @return empty if {@link #isText()} is false or the table has no entry for the value
   */
  public Optional<String> text(Variables values) {
    return root instanceof LookupNode lookup
        ? Optional.ofNullable(lookup.text(values))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
