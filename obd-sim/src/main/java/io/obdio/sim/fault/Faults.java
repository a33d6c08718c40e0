package io.obdio.sim.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The faults by name, with their parameters, for scenario files and command lines. */
public final class Faults {

  private record Row(
      Class<? extends Fault> type,
      Map<String, Object> defaults,
      Function<Parameters, Fault> maker) {}

  private static final Map<String, Row> ROWS = new LinkedHashMap<>();

  static {
    row("silence", Fault.Silence.class, p -> new Fault.Silence());
    row("delay", Fault.Delay.class, "ms", 500, p -> new Fault.Delay(p.millis("ms")));
    row("chunked", Fault.Chunked.class, "us", 200, p -> new Fault.Chunked(p.micros("us")));
    row("garbage", Fault.Garbage.class, "count", 5, p -> new Fault.Garbage(p.number("count")));
    row("nuls", Fault.Nuls.class, "count", 3, p -> new Fault.Nuls(p.number("count")));
    row(
        "late-prompt",
        Fault.LatePrompt.class,
        "ms",
        500,
        p -> new Fault.LatePrompt(p.millis("ms")));
    row("doubled-echo", Fault.DoubledEcho.class, p -> new Fault.DoubledEcho());
    row(
        "stray-after-echo",
        Fault.StrayAfterEcho.class,
        "text",
        "FC",
        p -> new Fault.StrayAfterEcho(p.text("text")));
    row("lv-reset", Fault.LvReset.class, p -> new Fault.LvReset());
    row(
        "buffer-full",
        Fault.BufferFull.class,
        "characters",
        5,
        p -> new Fault.BufferFull(p.number("characters")));
    row("ignition-off", Fault.IgnitionOff.class, p -> new Fault.IgnitionOff());
    row("unplug", Fault.Unplug.class, p -> new Fault.Unplug());
    row("wrong-checksum", Fault.WrongChecksum.class, p -> new Fault.WrongChecksum());
    row(
        "missing-consecutive-frame",
        Fault.MissingConsecutiveFrame.class,
        "number",
        1,
        p -> new Fault.MissingConsecutiveFrame(p.number("number")));
    row("stray-stopped", Fault.StrayStopped.class, p -> new Fault.StrayStopped());
    row(
        "chatter",
        Fault.Chatter.class,
        "text",
        "+CONNECTING<<mac",
        p -> new Fault.Chatter(p.text("text")));
    row(
        "truncated-text",
        Fault.TruncatedText.class,
        "characters",
        1,
        p -> new Fault.TruncatedText(p.number("characters")));
    row("blank-first-reply", Fault.BlankFirstReply.class, p -> new Fault.BlankFirstReply());
    row("stale-reply", Fault.StaleReply.class, p -> new Fault.StaleReply());
    row(
        "unknown-command",
        Fault.UnknownCommand.class,
        "command",
        "ATH1",
        p -> new Fault.UnknownCommand(p.text("command")));
    row(
        "count-digit-refused",
        Fault.CountDigitRefused.class,
        "answer",
        "?",
        p -> new Fault.CountDigitRefused(p.text("answer")));
    row(
        "bus-trouble",
        Fault.BusTrouble.class,
        "text",
        "CAN ERROR",
        p -> new Fault.BusTrouble(p.text("text")));
    row(
        "freeze-on-long-reply",
        Fault.FreezeOnLongReply.class,
        "lines",
        2,
        p -> new Fault.FreezeOnLongReply(p.number("lines")));
    row("reset-drops-link", Fault.ResetDropsLink.class, p -> new Fault.ResetDropsLink());
    row("try-auto-hangs", Fault.TryAutoHangs.class, p -> new Fault.TryAutoHangs());
  }

  private Faults() {}

  private static void row(
      String name, Class<? extends Fault> type, Function<Parameters, Fault> maker) {
    ROWS.put(name, new Row(type, Map.of(), maker));
  }

  private static void row(
      String name,
      Class<? extends Fault> type,
      String parameter,
      Object value,
      Function<Parameters, Fault> maker) {
    ROWS.put(name, new Row(type, Map.of(parameter, value), maker));
  }

  /** Returns the name of a fault. */
  public static String nameOf(Fault fault) {
    return ROWS.entrySet().stream()
        .filter(row -> row.getValue().type.isInstance(fault))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Returns the type of the fault with the given name.
   *
   * @throws IllegalArgumentException if there is no such fault
   */
  public static Class<? extends Fault> type(String name) {
    return require(name).type;
  }

  /** Returns the names of all faults, in the order of the documentation. */
  public static List<String> names() {
    return List.copyOf(ROWS.keySet());
  }

  /** Returns the parameters of the fault with the given name, with their default values. */
  public static Map<String, Object> parameters(String name) {
    return require(name).defaults;
  }

  /**
   * Creates a fault.
   *
   * @param name such as {@code late-prompt}
   * @param parameters such as {@code ms: 300}; missing ones have their default value
   * @throws IllegalArgumentException if there is no such fault or parameter, or a value is out of
   *     its range; the message lists the known ones
   */
  public static Fault of(String name, Map<String, ?> parameters) {
    Row row = require(name);
    for (String given : parameters.keySet()) {
      if (!row.defaults.containsKey(given)) {
        throw new IllegalArgumentException(
            "fault '"
                + name
                + "' has no parameter '"
                + given
                + "'; known are "
                + row.defaults.keySet());
      }
    }
    return row.maker.apply(new Parameters(name, row.defaults, parameters));
  }

  /** Creates a fault with the default values of its parameters. */
  public static Fault of(String name) {
    return of(name, Map.of());
  }

  private static Row require(String name) {
    Row row = ROWS.get(name);
    if (row == null) {
      throw new IllegalArgumentException(
          "unknown fault '" + name + "'; known are " + ROWS.keySet());
    }
    return row;
  }

  /** The given parameters; checks their values. */
  private record Parameters(String fault, Map<String, Object> defaults, Map<String, ?> given) {

    private Object value(String name) {
      @Nullable Object value = given.get(name);
      return value != null ? value : Objects.requireNonNull(defaults.get(name));
    }

    String text(String name) {
      return value(name).toString();
    }

    int number(String name) {
      Object value = value(name);
      try {
        int number = Integer.parseInt(value.toString().trim());
        if (number >= 0 && number <= 10_000_000) {
          return number;
        }
      } catch (NumberFormatException e) {
        // reported below
      }
      throw new IllegalArgumentException(
          "fault '"
              + fault
              + "': "
              + name
              + " must be a number from 0 to 10000000, not '"
              + value
              + "'");
    }

    Duration millis(String name) {
      return Duration.ofMillis(number(name));
    }

    Duration micros(String name) {
      return Duration.ofNanos(number(name) * 1_000L);
    }
  }
}
