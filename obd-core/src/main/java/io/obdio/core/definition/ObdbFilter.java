package io.obdio.core.definition;

import io.obdio.core.definition.ModelYears.Range;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The field {@code filter} of an OBDb signal set: one filter, or a list of which one must match.
 */
final class ObdbFilter {

  private static final Set<String> FIELDS = Set.of("from", "to", "years");

  private final List<Range> ranges = new ArrayList<>();
  private final Set<Integer> years = new TreeSet<>();
  private boolean all;

  private ObdbFilter() {}

  /**
   * Reads the model years.
   *
   * @param node the field; null if it is missing
   * @param report receives what is not known
   */
  static ModelYears read(@Nullable JsonNode node, Consumer<String> report) {
    ObdbFilter filter = new ObdbFilter();
    if (node != null && node.isArray()) {
      node.forEach(each -> filter.add(ObdbFields.of(each, "filter"), report));
    } else if (node != null) {
      filter.add(ObdbFields.of(node, "filter"), report);
    }
    return filter.all ? ModelYears.ALL : new ModelYears(filter.ranges, filter.years);
  }

  private void add(ObdbFields fields, Consumer<String> report) {
    fields.unknown(FIELDS, reason -> report.accept("filter: " + reason));
    if (fields.has("from") || fields.has("to")) {
      ranges.add(new Range(fields.whole("from"), fields.whole("to")));
    } else if (!fields.has("years")) {
      all = true;
    }
    for (Iterator<JsonNode> list = fields.array("years"); list.hasNext(); ) {
      JsonNode year = list.next();
      if (!year.isNumber()) {
        throw new IllegalArgumentException("'years' is not a list of numbers: " + year);
      }
      years.add(ObdbFields.whole("years", year.doubleValue()));
    }
  }
}
