package io.obdio.socketio.app.query;

import io.obdio.core.unit.Quantity;
import io.obdio.core.value.FuelStatus;
import io.obdio.core.value.Monitor;
import io.obdio.core.value.ReportedCode;
import io.obdio.core.value.Status;
import io.obdio.core.value.TroubleCode;
import java.util.List;
import java.util.stream.Collectors;

/** The text of values in a terminal. */
public final class ValueText {

  private ValueText() {}

  static String of(Object value) {
    if (value instanceof Quantity quantity) {
      return new Quantity(rounded(quantity.value()), quantity.unit()).toString();
    }
    if (value instanceof Status status) {
      return "MIL "
          + (status.mil() ? "on" : "off")
          + ", "
          + status.dtcCount()
          + " trouble codes, "
          + status.ignitionType()
          + " ignition"
          + lines(status.tests());
    }
    if (value instanceof FuelStatus fuel) {
      boolean same = fuel.system2().equals(fuel.system1());
      return same || fuel.system2().isEmpty()
          ? fuel.system1()
          : fuel.system1() + "; " + fuel.system2();
    }
    if (value instanceof Monitor monitor) {
      return lines(monitor.tests());
    }
    if (value instanceof List<?> list) {
      if (list.isEmpty()) {
        return "none";
      }
      return list.get(0) instanceof TroubleCode || list.get(0) instanceof ReportedCode
          ? lines(list)
          : list.stream().map(ValueText::of).collect(Collectors.joining(", "));
    }
    return value.toString();
  }

  /** Rounds to four decimals, more than the resolution of any standard scaling. */
  private static double rounded(double value) {
    return Math.abs(value) < 1e9 ? Math.round(value * 1e4) / 1e4 : value;
  }

  private static String lines(List<?> list) {
    return list.stream().map(item -> "\n  " + item).collect(Collectors.joining());
  }
}
