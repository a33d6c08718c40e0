package io.obdio.core.formula;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The operators, functions and variables of one format's formulas. Immutable; any thread.
 *
 * <p>Parentheses, decimal numbers ({@code 1.5e3}) and hexadecimal numbers ({@code 0x1F}) belong to
 * every dialect. Operators of one {@linkplain Builder#level level} are of equal precedence and
 * associate to the left; prefix operators bind tighter than all levels, and the power operator
 * binds tighter than prefix operators and associates to the right.
 */
public final class Dialect {

  final int maxLength;
  final int maxDepth;
  final int maxSigns;
  final boolean conditional;
  final String separators;
  final List<Operator> operators;
  final Map<String, DoubleUnaryOperator> prefixes;
  final String power;
  final Map<String, List<FormulaFunction>> functions;
  final Map<String, Boolean> lookups;
  final Map<String, String> referenceFunctions;
  final List<Delimited> delimited;
  private final boolean ignoreCase;
  private final Map<String, Double> constants;
  private final Function<String, OptionalInt> variables;
  private final String variableNames;

  private Dialect(Builder builder) {
    maxLength = builder.maxLength;
    maxDepth = builder.maxDepth;
    maxSigns = builder.maxSigns;
    conditional = builder.conditional;
    separators = builder.separators;
    operators = builder.operators.stream().sorted(Operator.LONGEST_FIRST).toList();
    prefixes = Map.copyOf(builder.prefixes);
    power = builder.power;
    functions = Map.copyOf(builder.functions);
    lookups = Map.copyOf(builder.lookups);
    referenceFunctions = Map.copyOf(builder.referenceFunctions);
    delimited = List.copyOf(builder.delimited);
    ignoreCase = builder.ignoreCase;
    constants = Map.copyOf(builder.constants);
    variables = builder.variables;
    variableNames = builder.variableNames;
  }

  /** Starts a dialect without operators, functions and variables. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the names of the functions, for suggestions. */
  public Set<String> functionNames() {
    Set<String> names = new TreeSet<>(functions.keySet());
    names.addAll(lookups.keySet());
    names.addAll(referenceFunctions.keySet());
    return names;
  }

  /** Returns a description of the variables, such as {@code t and pi}. */
  String variableNames() {
    return variableNames;
  }

  String key(String name) {
    return ignoreCase ? name.toUpperCase(Locale.ROOT) : name;
  }

  @Nullable Double constant(String name) {
    return constants.get(key(name));
  }

  OptionalInt variable(String name) {
    return variables.apply(key(name));
  }

  /** A builder of a dialect; for one use by one thread. */
  public static final class Builder {

    private int maxLength = 2000;
    private int maxDepth = 60;
    private int maxSigns = 60;
    private boolean ignoreCase;
    private boolean conditional;
    private String separators = ",";
    private int level = -1;
    private final List<Operator> operators = new ArrayList<>();
    private final Map<String, DoubleUnaryOperator> prefixes = new LinkedHashMap<>();
    private String power = "";
    private final Map<String, List<FormulaFunction>> functions = new LinkedHashMap<>();
    private final Map<String, Boolean> lookups = new LinkedHashMap<>();
    private final Map<String, String> referenceFunctions = new LinkedHashMap<>();
    private final List<Delimited> delimited = new ArrayList<>();
    private final Map<String, Double> constants = new LinkedHashMap<>();
    private Function<String, OptionalInt> variables = name -> OptionalInt.empty();
    private String variableNames = "";

    private Builder() {}

    /**
     * Sets the bounds.
     *
     * @param length characters of a formula
     * @param depth levels of nesting
     * @param signs prefix operators in a row
     */
    public Builder limits(int length, int depth, int signs) {
      maxLength = length;
      maxDepth = depth;
      maxSigns = signs;
      return this;
    }

    /** Makes names of functions, variables and constants match in upper and lower case. */
    public Builder ignoreCase() {
      ignoreCase = true;
      return this;
    }

    /** Adds {@code condition ? value : value}, which binds weakest. */
    public Builder conditional() {
      conditional = true;
      return this;
    }

    /** Sets the characters that separate arguments; {@code ,} by default. */
    public Builder separators(String characters) {
      separators = characters;
      return this;
    }

    /** Starts a level of operators that bind tighter than those of the level before. */
    public Builder level() {
      level++;
      return this;
    }

    /** Adds an operator of two operands to the current level. */
    public Builder operator(String token, DoubleBinaryOperator body) {
      operators.add(new Operator(token, level, body));
      return this;
    }

    /** Adds an operator before its operand. */
    public Builder prefix(String token, DoubleUnaryOperator body) {
      prefixes.put(token, body);
      return this;
    }

    /** Sets the token of the power operator. */
    public Builder power(String token) {
      power = token;
      return this;
    }

    /** Adds a function of one number. */
    public Builder function(String name, DoubleUnaryOperator body) {
      return add(FormulaFunction.of(name, body));
    }

    /** Adds a function of two numbers. */
    public Builder function(String name, DoubleBinaryOperator body) {
      return add(FormulaFunction.of(name, body));
    }

    /** Adds a function of {@code arguments} numbers; a name may have several such numbers. */
    public Builder function(String name, int arguments, ToDoubleFunction<double[]> body) {
      return add(FormulaFunction.of(name, arguments, body));
    }

    private Builder add(FormulaFunction function) {
      functions.computeIfAbsent(function.name(), n -> new ArrayList<>(1)).add(function);
      return this;
    }

    /**
     * Adds a function that looks a value up: {@code
     * name(value:default:key=result:low~high=result)}. Results are formulas, or texts in quotes if
     * the lookup is the whole formula.
     *
     * @param nearest takes the entry whose key is nearest, where no key is equal
     */
    public Builder lookup(String name, boolean nearest) {
      lookups.put(name, nearest);
      return this;
    }

    /** Adds a number with a name. */
    public Builder constant(String name, double value) {
      constants.put(name, value);
      return this;
    }

    /**
     * Sets the variables.
     *
     * @param names description for messages, such as {@code a byte (A..ZZ)}
     * @param index returns the index of a name (upper case if {@link #ignoreCase}), empty if there
     *     is no such variable
     */
    public Builder variables(String names, Function<String, OptionalInt> index) {
      variableNames = names;
      variables = index;
      return this;
    }

    /**
     * Adds a reference to another value, written between two marks, such as {@code [0D]}.
     *
     * @param reference returns the reference for the text between the marks
     * @throws IllegalArgumentException thrown by {@code reference} if the text is not valid
     */
    public Builder reference(String opening, String closing, Function<String, String> reference) {
      delimited.add(
          new Delimited(
              opening,
              closing,
              (text, names) -> {
                int index = names.reference(reference.apply(text));
                return variables -> variables.reference(index);
              }));
      return this;
    }

    /** Adds a function without arguments that reads a reference; {@code ()} may be left out. */
    public Builder referenceFunction(String name, String reference) {
      referenceFunctions.put(name, reference);
      return this;
    }

    /** Adds {@code {A:3}}: bit 3 of variable A, bit 0 the least significant. */
    public Builder bits(String opening, String closing) {
      delimited.add(new Delimited(opening, closing, BitForm::compile));
      return this;
    }

    /** Creates the dialect. */
    public Dialect build() {
      return new Dialect(this);
    }
  }
}
