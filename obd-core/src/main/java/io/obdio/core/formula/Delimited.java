package io.obdio.core.formula;

/**
 * A form of a dialect that is written between two marks, such as {@code {A:3}} or {@code [0D]}.
 *
 * @param opening mark before the text, letters in upper case
 * @param closing mark after it
 * @param compiler compiles the text between the marks
 */
record Delimited(String opening, String closing, Compiler compiler) {

  /** A compiler of the text between the marks. */
  @FunctionalInterface
  interface Compiler {

    /**
     * Compiles the text.
     *
     * @throws IllegalArgumentException with the reason, if it is not valid
     */
    FormulaNode compile(String text, Names names);
  }

  /** The names that a formula uses. */
  interface Names {

    /**
     * Registers a variable as used.
     *
     * @return its index
     * @throws IllegalArgumentException if the dialect has no variable of that name
     */
    int variable(String name);

    /** Registers a reference as used and returns its index. */
    int reference(String text);
  }
}
