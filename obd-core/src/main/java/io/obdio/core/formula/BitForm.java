package io.obdio.core.formula;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code {A:3}}: one bit of a variable. */
final class BitForm {

  private static final Pattern FORM = Pattern.compile("\\s*(\\w+)\\s*:\\s*(\\d{1,9})\\s*");
  private static final int HIGHEST = 7;

  private BitForm() {}

  static FormulaNode compile(String text, Delimited.Names names) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("expected a byte and a bit, such as {A:7}");
    }
    int variable = names.variable(matcher.group(1));
    int bit = Integer.parseInt(matcher.group(2));
    if (bit > HIGHEST) {
      throw new IllegalArgumentException("bit " + bit + " is out of range (0 to 7)");
    }
    return variables -> (long) variables.variable(variable) >> bit & 1;
  }
}
