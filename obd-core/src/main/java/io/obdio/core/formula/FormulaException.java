package io.obdio.core.formula;

/** A formula that does not follow its dialect; the message names the place and the reason. */
public final class FormulaException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final int position;
  private final String unknownName;

  FormulaException(String text, int position, String reason, String unknownName) {
    super("formula '" + text + "', character " + (position + 1) + ": " + reason);
    this.position = position;
    this.unknownName = unknownName;
  }

  /** Returns the index of the character where the mistake is, from 0. */
  public int position() {
    return position;
  }

  /** Returns the name that the dialect does not have; "" if the mistake is another one. */
  public String unknownName() {
    return unknownName;
  }
}
