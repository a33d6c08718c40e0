package io.obdio.socketio.app.query;

import io.obdio.core.decode.Decoder;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.UnitSystem;
import io.obdio.core.value.FuelStatus;
import io.obdio.core.value.Monitor;
import io.obdio.core.value.MonitorTest;
import io.obdio.core.value.ReadinessTest;
import io.obdio.core.value.ReportedCode;
import io.obdio.core.value.SensorValue;
import io.obdio.core.value.SensorValues;
import io.obdio.core.value.Status;
import io.obdio.core.value.TroubleCode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The lines of values for people: the first is the value, or what the following ones have. */
public final class ValueLines {

  private final Decoder<?> decoder;
  private final UnitSystem system;

  private ValueLines(Decoder<?> decoder, UnitSystem system) {
    this.decoder = decoder;
    this.system = system;
  }

  /**
   * Returns the lines of a value, at least one.
   *
   * @param decoder the decoder of the value, which has its resolution
   */
  static List<ValueLine> of(Decoder<?> decoder, Object value, UnitSystem system) {
    return new ValueLines(decoder, system).lines(value);
  }

  /** Returns a value as one line of text; several parts are joined by commas. */
  public static String text(Decoder<?> decoder, Object value, UnitSystem system) {
    List<ValueLine> lines = of(decoder, value, system);
    return lines.size() == 1
        ? lines.get(0).toString()
        : lines.stream()
            .skip(value instanceof Status ? 0 : 1)
            .map(ValueLine::toString)
            .collect(Collectors.joining(", "));
  }

  private List<ValueLine> lines(Object value) {
    if (value instanceof Quantity quantity) {
      return List.of(quantity("", quantity, decoder.resolution()));
    } else if (value instanceof SensorValues sensors) {
      return sensors(sensors);
    } else if (value instanceof Status status) {
      return status(status);
    } else if (value instanceof Monitor monitor) {
      return listed("test", "tests", monitor.tests());
    } else if (value instanceof List<?> list) {
      return list(list);
    }
    return List.of(ValueLine.text("", plain(value)));
  }

  private ValueLine quantity(String part, Quantity quantity, OptionalDouble resolution) {
    Digits.Rounded rounded = Digits.round(quantity, resolution, system);
    return new ValueLine(part, rounded.text(), rounded.quantity().unit().symbol(), true);
  }

  private List<ValueLine> sensors(SensorValues sensors) {
    List<ValueLine> lines = new ArrayList<>();
    lines.add(header("value", "values", sensors.values().size()));
    sensors
        .values()
        .forEach(
            (name, value) ->
                lines.add(
                    value instanceof SensorValue.Measured measured
                        ? quantity(name, measured.quantity(), decoder.resolution(name))
                        : ValueLine.text(name, value.toString())));
    return lines;
  }

  private static List<ValueLine> status(Status status) {
    List<ValueLine> lines = new ArrayList<>();
    lines.add(
        ValueLine.text(
            "",
            "MIL "
                + (status.mil() ? "on" : "off")
                + ", "
                + status.dtcCount()
                + (status.dtcCount() == 1 ? " trouble code, " : " trouble codes, ")
                + status.ignitionType()
                + " ignition"));
    for (ReadinessTest test : status.tests()) {
      String state =
          !test.available() ? "not available" : test.complete() ? "complete" : "incomplete";
      lines.add(ValueLine.text(test.name(), state));
    }
    return lines;
  }

  private List<ValueLine> list(List<?> list) {
    if (list.isEmpty()) {
      return List.of(ValueLine.text("", "none"));
    }
    Object first = list.get(0);
    if (first instanceof TroubleCode || first instanceof ReportedCode) {
      return listed("trouble code", "trouble codes", list);
    }
    return List.of(
        ValueLine.text("", list.stream().map(this::plain).collect(Collectors.joining(", "))));
  }

  private List<ValueLine> listed(String one, String several, List<?> list) {
    List<ValueLine> lines = new ArrayList<>();
    lines.add(header(one, several, list.size()));
    for (Object item : list) {
      lines.add(item instanceof MonitorTest test ? test(test) : ValueLine.text("", plain(item)));
    }
    return lines;
  }

  private static ValueLine header(String one, String several, int count) {
    return ValueLine.text("", count == 0 ? "none" : count + " " + (count == 1 ? one : several));
  }

  private ValueLine test(MonitorTest test) {
    MonitorTest converted = test.in(system);
    return ValueLine.text(
        test.desc(),
        number(converted.value())
            + " ("
            + number(converted.min())
            + " to "
            + number(converted.max())
            + "), "
            + (test.passed() ? "passed" : "failed"));
  }

  private static String number(Quantity quantity) {
    return Digits.round(quantity, OptionalDouble.empty(), UnitSystem.AS_DEFINED).text()
        + (quantity.unit().symbol().isEmpty() ? "" : " " + quantity.unit().symbol());
  }

  private String plain(Object value) {
    if (value instanceof FuelStatus fuel) {
      boolean same = fuel.system2().equals(fuel.system1());
      return same || fuel.system2().isEmpty()
          ? fuel.system1()
          : fuel.system1() + "; " + fuel.system2();
    }
    if (value instanceof Quantity quantity) {
      return quantity("", quantity, decoder.resolution()).value();
    }
    return value.toString().replace("\r", "").replace("\n", " ");
  }
}
