package io.obdio.core.definition;

import io.obdio.core.command.DependentDecoder;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.decode.Decoded;
import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Unit;
import io.obdio.core.unit.Units;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A reader of {@code synthetics}: values that are computed of two signals of the same set. The
 * format knows one operation, the ratio.
 */
final class ObdbSynthetics {

  private static final Set<String> FIELDS =
      Set.of("id", "name", "path", "min", "max", "unit", "suggestedMetric", "formula");

  private static final Set<String> FORMULA_FIELDS = Set.of("op", "a", "b");

  private final List<DefinedCommand> defined;
  private final BiConsumer<String, String> report;
  private final BiConsumer<String, String> note;

  /**
   * Creates a reader.
   *
   * @param defined the values of the set, to which the synthetic ones are added
   * @param report receives place and reason of what is left out
   * @param note receives place and reason of what has no effect
   */
  ObdbSynthetics(
      List<DefinedCommand> defined,
      BiConsumer<String, String> report,
      BiConsumer<String, String> note) {
    this.defined = defined;
    this.report = report;
    this.note = note;
  }

  void read(ObdbFields set) {
    int number = 1;
    for (Iterator<JsonNode> list = set.array("synthetics"); list.hasNext(); number++) {
      JsonNode node = list.next();
      String place = "synthetic " + number;
      try {
        ObdbFields fields = ObdbFields.of(node, "synthetic");
        add(fields, place + fields.text("id").map(id -> " (" + id + ")").orElse(""));
      } catch (IllegalArgumentException e) {
        report.accept(place, String.valueOf(e.getMessage()));
      }
    }
  }

  private void add(ObdbFields fields, String place) {
    fields.unknown(FIELDS, reason -> note.accept(place, reason));
    ObdbFields formula = ObdbFields.of(fields.node("formula"), "formula");
    formula.unknown(FORMULA_FIELDS, reason -> note.accept(place, "formula: " + reason));
    String operation = formula.text("op").orElse("");
    if (!operation.equals("ratio")) {
      throw new IllegalArgumentException("unknown operation '" + operation + "'");
    }
    String id = fields.text("id").orElse("");
    if (id.isBlank()) {
      throw new IllegalArgumentException("expected an 'id'");
    }
    double max = fields.number("max", Double.POSITIVE_INFINITY);
    double min = fields.number("min", fields.has("max") ? 0 : Double.NEGATIVE_INFINITY);
    String unitName = fields.text("unit").orElse("");
    Unit unit =
        unitName.isEmpty() || unitName.equals("scalar")
            ? Units.COUNT
            : Unit.byName(unitName).orElseGet(() -> Unit.other(unitName));
    List<DefinedCommand> found = new ArrayList<>();
    for (DefinedCommand a : signals(formula, "a")) {
      for (DefinedCommand b : signals(formula, "b")) {
        if (a.years().equals(b.years()) || a.years().isAll() || b.years().isAll()) {
          Ratio<Double> plain = new Ratio<>(a.command(), b.command(), min, max, v -> v);
          Ratio<Quantity> ratio =
              new Ratio<>(a.command(), b.command(), min, max, v -> Quantity.of(v, unit));
          ObdCommand<Quantity> command =
              a.command().toBuilder()
                  .name(id)
                  .description(fields.text("name").orElse(id))
                  .decoder(ratio)
                  .build();
          ModelYears years = a.years().isAll() ? b.years() : a.years();
          found.add(new DefinedCommand(id, command, years, plain));
        }
      }
    }
    defined.addAll(found);
  }

  private List<DefinedCommand> signals(ObdbFields formula, String field) {
    String id = formula.text(field).orElse("");
    List<DefinedCommand> found = defined.stream().filter(entry -> entry.id().equals(id)).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException("'" + field + "' names no signal of this set: " + id);
    }
    return found;
  }

  /** The ratio of two values, held between limits. */
  private record Ratio<V>(
      ObdCommand<?> a, ObdCommand<?> b, double min, double max, Function<Double, V> result)
      implements DependentDecoder<V> {

    @Override
    public List<ObdCommand<?>> inputs() {
      return List.of(a, b);
    }

    @Override
    public Decoded<V> decode(Payload data, List<Decoded<?>> values) {
      double ratio = InputValues.number(values.get(0)) / InputValues.number(values.get(1));
      if (!Double.isFinite(ratio)) {
        return Decoded.failed(a + " / " + b + " is not a number");
      }
      return Decoded.of(result.apply(max > min ? Math.max(min, Math.min(max, ratio)) : ratio));
    }
  }
}
