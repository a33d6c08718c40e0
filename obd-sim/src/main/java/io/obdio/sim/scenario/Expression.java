package io.obdio.sim.scenario;

import io.obdio.sim.vehicle.SignalSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * An expression of time, such as {@code 20 + 70 * (1 - exp(-t / 180))}: numbers, {@code t} (seconds
 * since the simulation began), {@code pi}, {@code + - * / % ^}, comparisons (1 or 0), parentheses
 * and a few functions. It can do nothing but compute.
 */
public final class Expression implements SignalSource {

  static final int MAX_LENGTH = 1000;

  /** The functions by name, with how many arguments they take. */
  private static final Map<String, Function> FUNCTIONS = new TreeMap<>();

  static {
    FUNCTIONS.put("sin", new Function(1, a -> Math.sin(a[0])));
    FUNCTIONS.put("cos", new Function(1, a -> Math.cos(a[0])));
    FUNCTIONS.put("tan", new Function(1, a -> Math.tan(a[0])));
    FUNCTIONS.put("exp", new Function(1, a -> Math.exp(a[0])));
    FUNCTIONS.put("log", new Function(1, a -> Math.log(a[0])));
    FUNCTIONS.put("sqrt", new Function(1, a -> Math.sqrt(a[0])));
    FUNCTIONS.put("abs", new Function(1, a -> Math.abs(a[0])));
    FUNCTIONS.put("floor", new Function(1, a -> Math.floor(a[0])));
    FUNCTIONS.put("ceil", new Function(1, a -> Math.ceil(a[0])));
    FUNCTIONS.put("round", new Function(1, a -> Math.rint(a[0])));
    FUNCTIONS.put("min", new Function(2, a -> Math.min(a[0], a[1])));
    FUNCTIONS.put("max", new Function(2, a -> Math.max(a[0], a[1])));
    FUNCTIONS.put("clamp", new Function(3, a -> Math.max(a[1], Math.min(a[0], a[2]))));
    FUNCTIONS.put("if", new Function(3, a -> a[0] != 0 ? a[1] : a[2]));
    FUNCTIONS.put("saw", new Function(1, a -> a[0] - Math.floor(a[0])));
    FUNCTIONS.put("square", new Function(1, a -> a[0] - Math.floor(a[0]) < 0.5 ? 1 : 0));
  }

  private final String text;
  private final SignalSource root;

  private Expression(String text, SignalSource root) {
    this.text = text;
    this.root = root;
  }

  /** A function of {@code arity} arguments. */
  private record Function(int arity, ToDoubleFunction<double[]> body) {}

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException with the place of the mistake
   */
  public static Expression parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "an expression has at most " + MAX_LENGTH + " characters: " + text.length());
    }
    return new Expression(text, new ExpressionParser(text).parse());
  }

  /** The call of a function, its number of arguments checked. */
  static SignalSource call(String name, List<SignalSource> arguments) {
    Function function = FUNCTIONS.get(name);
    if (function == null) {
      throw new IllegalArgumentException(
          "there is no function '" + name + "'" + DidYouMean.hint(name, FUNCTIONS.keySet()));
    }
    if (arguments.size() != function.arity) {
      throw new IllegalArgumentException(
          name + "() takes " + function.arity + " arguments, not " + arguments.size());
    }
    SignalSource[] sources = arguments.toArray(new SignalSource[0]);
    return t -> {
      double[] values = new double[sources.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = sources[i].at(t);
      }
      return function.body.applyAsDouble(values);
    };
  }

  @Override
  public double at(double seconds) {
    return root.at(seconds);
  }

  @Override
  public String toString() {
    return text;
  }
}
