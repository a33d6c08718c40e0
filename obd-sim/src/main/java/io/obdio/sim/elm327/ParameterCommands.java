package io.obdio.sim.elm327;

import static io.obdio.sim.elm327.AtCommands.Argument.NONE;
import static io.obdio.sim.elm327.AtCommands.Argument.TEXT;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands for the programmable parameters. */
final class ParameterCommands {

  private static final Pattern SET = Pattern.compile("([0-9A-F]{2})SV([0-9A-F]{2})");
  private static final Pattern SWITCH = Pattern.compile("([0-9A-F]{2})(ON|OFF)");

  private ParameterCommands() {}

  static void addTo(AtCommands t) {
    t.add("PPS", NONE, 11, (c, a) -> c.memory.parameters.summary().forEach(c::print));
    t.add("PP", TEXT, 11, ParameterCommands::change);
  }

  private static void change(Chip c, String argument) {
    Matcher set = SET.matcher(argument);
    Matcher onOff = SWITCH.matcher(argument);
    boolean done;
    if (set.matches()) {
      done = c.memory.parameters.set(HexText.value(set.group(1)), HexText.value(set.group(2)));
    } else if (onOff.matches()) {
      done = c.memory.parameters.enable(HexText.value(onOff.group(1)), onOff.group(2).equals("ON"));
    } else {
      done = false;
    }
    if (done) {
      c.ok();
    } else {
      c.unknown();
    }
  }
}
