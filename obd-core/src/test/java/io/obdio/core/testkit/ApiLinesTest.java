package io.obdio.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks the lines of types of every kind. */
class ApiLinesTest {

  /** A class with a hidden superclass. */
  public static class Hidden {
    protected int level;

    static class Parent {
      public final int inherited() {
        return 1;
      }
    }

    /** A class that exposes what it inherits. */
    public static final class Child extends Parent implements Supplier<Map.Entry<String, byte[]>> {
      public static final int LIMIT = 3;
      public final @Nullable String text;

      public Child(@Nullable String text) {
        this.text = text;
      }

      Child() {
        this(null);
      }

      @Override
      public Map.Entry<String, byte[]> get() {
        return Map.entry("", new byte[0]);
      }

      @SafeVarargs
      public static <T extends Comparable<T>> @Nullable T first(List<? super T> to, T... all)
          throws IOException {
        return null;
      }

      int hidden() {
        return 0;
      }

      @Override
      public String toString() {
        return "";
      }
    }

    private Hidden() {}
  }

  /** A sealed type. */
  public sealed interface Shape<T> {
    T area();

    default boolean empty() {
      return false;
    }

    /** A record. */
    record Square(int side, @Nullable String name) implements Shape<Integer> {
      public Square(int side) {
        this(side, null);
      }

      @Override
      public Integer area() {
        return side * side;
      }
    }

    /** An enum. */
    enum Unit implements Shape<Double> {
      ONE,
      TWO;

      @Override
      public Double area() {
        return 1.0;
      }
    }
  }

  @Test
  void aClassListsWhatOthersCanCall() {
    String own = ApiLinesTest.class.getCanonicalName();
    assertEquals(
        List.of(
            own + ".Hidden: public class",
            "  protected level: int",
            own
                + ".Hidden.Child: public final class extends ApiLinesTest.Hidden.Parent"
                + " implements Supplier<Map.Entry<String, byte[]>>",
            "  final text: String?",
            "  get(): Map.Entry<String, byte[]>",
            "  inherited(): int",
            "  new(String?)",
            "  static <T extends Comparable<T>> first(List<? super T>, T...): T? throws IOException",
            "  static final LIMIT: int"),
        lines(Hidden.class));
  }

  @Test
  void recordsAndEnumsListNothingThatTheirKindImplies() {
    String own = ApiLinesTest.class.getCanonicalName();
    assertEquals(
        List.of(
            own + ".Shape: public sealed interface<T>",
            "  area(): T",
            "  default empty(): boolean",
            own
                + ".Shape.Square: public record(side: int, name: String?) implements ApiLinesTest.Shape<Integer>",
            "  area(): Integer",
            "  new(int)",
            own + ".Shape.Unit: public enum implements ApiLinesTest.Shape<Double>",
            "  ONE",
            "  TWO",
            "  area(): Double"),
        lines(Shape.class));
  }

  private static List<String> lines(Class<?> type) {
    List<String> lines = new ArrayList<>();
    ApiLines.add(type, lines);
    return lines;
  }
}
