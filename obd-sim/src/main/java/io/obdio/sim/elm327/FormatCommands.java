package io.obdio.sim.elm327;

import static io.obdio.sim.elm327.AtCommands.Argument.BIT;
import static io.obdio.sim.elm327.AtCommands.Argument.NONE;

import java.util.function.BiConsumer;

/** Commands for the format of lines. */
final class FormatCommands {

  private FormatCommands() {}

  static void addTo(AtCommands t) {
    flag(t, "E", 10, (s, on) -> s.echo = on);
    flag(t, "L", 10, (s, on) -> s.linefeeds = on);
    flag(t, "H", 10, (s, on) -> s.headers = on);
    flag(t, "S", 13, (s, on) -> s.spaces = on);
    flag(t, "D", 13, (s, on) -> s.dlc = on);
    flag(t, "M", 10, (s, on) -> s.memory = on);
    flag(t, "R", 10, (s, on) -> s.responses = on);
    flag(t, "V", 13, (s, on) -> s.variableDlc = on);
    flag(t, "CAF", 10, (s, on) -> s.canFormatting = on);
    t.add("AL", NONE, 10, (c, a) -> allowLong(c, true));
    t.add("NL", NONE, 10, (c, a) -> allowLong(c, false));
  }

  private static void allowLong(Chip c, boolean on) {
    c.settings.allowLong = on;
    c.ok();
  }

  static void flag(AtCommands t, String name, int since, BiConsumer<ElmSettings, Boolean> setter) {
    t.add(
        name,
        BIT,
        since,
        (c, a) -> {
          setter.accept(c.settings, a.equals("1"));
          c.ok();
        });
  }
}
