package io.obdio.sim.elm327;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A table of commands: name, argument, first version and action. */
final class AtCommands {

  /** The AT commands. */
  static final AtCommands AT = at();

  /** The ST commands of an STN. */
  static final AtCommands ST = st();

  private static final int LONGEST_NAME = 8;

  /** The action of a command. It prints the reply, but not the prompt. */
  interface Action {
    void run(Chip chip, String argument);
  }

  /** The form of an argument. */
  enum Argument {
    NONE(""),
    BIT("[01]"),
    ZERO_TO_TWO("[012]"),
    ONE_TO_THREE("[123]"),
    HEX_1("[0-9A-F]"),
    HEX_2("[0-9A-F]{2}"),
    HEX_3("[0-9A-F]{3}"),
    HEX_4("[0-9A-F]{4}"),
    PGN_AND_COUNT("[0-9A-F]{4,7}"),
    HEX_6("[0-9A-F]{6}"),
    HEX_8("[0-9A-F]{8}"),
    HEX_3_OR_8("[0-9A-F]{3}|[0-9A-F]{8}"),
    ADDRESS("[0-9A-FX]{3}|[0-9A-FX]{8}"),
    DECIMAL_4("[0-9]{4}"),
    DECIMAL("[0-9]{1,7}"),
    UP_TO_TWO_DECIMALS("[0-9]{1,7}(,[0-9]{1,7})?"),
    ON_OFF_PAIR("(ON|OFF),(ON|OFF)"),
    BYTES_1_TO_5("([0-9A-F]{2}){1,5}"),
    BYTES_1_TO_6("([0-9A-F]{2}){1,6}"),
    PROTOCOL("A?[0-9A-C]"),
    TEXT(".{1,8200}"),
    TEXT_12(".{12}");

    private final Pattern pattern;

    Argument(String pattern) {
      this.pattern = Pattern.compile(pattern);
    }

    boolean matches(String text) {
      return pattern.matcher(text).matches();
    }
  }

  /** One command; {@code key} is its name in the lists of missing commands. */
  private record Row(String key, Argument argument, int since, Action action) {}

  private final Map<String, List<Row>> rows = new HashMap<>();

  private static AtCommands at() {
    AtCommands table = new AtCommands();
    GeneralCommands.addTo(table);
    FormatCommands.addTo(table);
    ProtocolCommands.addTo(table);
    CanCommands.addTo(table);
    LegacyCommands.addTo(table);
    MonitorCommands.addTo(table);
    ParameterCommands.addTo(table);
    InertCommands.addAt(table);
    return table;
  }

  private static AtCommands st() {
    AtCommands table = new AtCommands();
    StnCommands.addTo(table);
    InertCommands.addSt(table);
    return table;
  }

  /** Adds a command whose key is its name. */
  AtCommands add(String name, Argument argument, int since, Action action) {
    return add(name, name, argument, since, action);
  }

  /** Adds a command with another key. */
  AtCommands add(String key, String name, Argument argument, int since, Action action) {
    rows.computeIfAbsent(name, n -> new ArrayList<>()).add(new Row(key, argument, since, action));
    return this;
  }

  /** Runs a command, or prints a question mark if it is unknown. */
  void run(Chip chip, String text) {
    for (int length = Math.min(text.length(), LONGEST_NAME); length > 0; length--) {
      String argument = text.substring(length);
      for (Row row : rows.getOrDefault(text.substring(0, length), List.of())) {
        if (row.argument.matches(argument) && chip.config.identity().has(row.key, row.since)) {
          row.action.run(chip, argument);
          return;
        }
      }
    }
    chip.unknown();
  }
}
