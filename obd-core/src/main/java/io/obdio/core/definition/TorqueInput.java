package io.obdio.core.definition;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.decode.Decoded;
import java.util.Optional;
import java.util.function.Function;

/**
 * Another value that an equation reads: {@code VAL{name}}, {@code [0D]} or {@code BARO()}.
 *
 * @param command asks for it
 * @param factor converts it to the unit that Torque has
 */
record TorqueInput(ObdCommand<?> command, double factor) {

  private static final double PSI_PER_KILOPASCAL = 1 / 6.894757293168;

  private static final int SERVICE = 0x01;
  private static final String PHONE = "FF";

  /**
   * The target of a reference.
   *
   * @param name the name of a row; "" if it names a request
   * @param request the request of a row, in hexadecimal digits
   */
  record Key(String name, String request) {

    boolean matches(TorqueRow row) {
      return name.isEmpty()
          ? row.request().payload().toHex().equals(request)
          : row.name().equalsIgnoreCase(name);
    }

    @Override
    public String toString() {
      return name.isEmpty() ? "for " + request : "named '" + name + "'";
    }
  }

  /**
   * Resolves a reference.
   *
   * @param rows finds the row of a key
   * @param commands makes the command of a row
   * @throws IllegalArgumentException with the reason, if there is no such value
   */
  static TorqueInput of(
      String reference,
      Function<Key, TorqueRow> rows,
      Function<TorqueRow, ObdCommand<?>> commands) {
    if (reference.equals(TorqueDialect.BARO)) {
      return new TorqueInput(Service01.BAROMETRIC_PRESSURE, PSI_PER_KILOPASCAL);
    }
    if (!reference.startsWith("[")) {
      return new TorqueInput(commands.apply(rows.apply(new Key(reference, ""))), 1);
    }
    String pid = reference.substring(1, reference.length() - 1);
    if (pid.startsWith(PHONE) && pid.length() > 2) {
      throw new IllegalArgumentException(reference + " is a value of the phone");
    }
    if (pid.length() > 2) {
      return new TorqueInput(commands.apply(rows.apply(new Key("", pid))), 1);
    }
    Optional<ObdCommand<?>> command = Commands.standard().find(SERVICE, Integer.parseInt(pid, 16));
    return new TorqueInput(
        command.orElseThrow(
            () -> new IllegalArgumentException(reference + " is not a known PID of service 01")),
        1);
  }

  /** Returns the value as Torque has it; NaN if there is none. */
  double value(Decoded<?> decoded) {
    return InputValues.number(decoded) * factor;
  }
}
