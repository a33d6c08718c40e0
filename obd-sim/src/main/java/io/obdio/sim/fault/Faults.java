package io.obdio.sim.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Faults by name and parameters, as scenario files and command lines have them. */
public final class Faults {

  private record Row(Map<String, Object> defaults, Function<Parameters, Fault> maker) {}

  private static final Map<String, Row> ROWS = new LinkedHashMap<>();

  static {
    row("silence", p -> new Fault.Silence());
    row("delay", "ms", 500, p -> new Fault.Delay(p.millis("ms")));
    row("chunked", "us", 200, p -> new Fault.Chunked(p.micros("us")));
    row("garbage", "count", 5, p -> new Fault.Garbage(p.number("count")));
    row("nuls", "count", 3, p -> new Fault.Nuls(p.number("count")));
    row("late-prompt", "ms", 500, p -> new Fault.LatePrompt(p.millis("ms")));
    row("doubled-echo", p -> new Fault.DoubledEcho());
    row("stray-after-echo", "text", "FC", p -> new Fault.StrayAfterEcho(p.text("text")));
    row("lv-reset", p -> new Fault.LvReset());
    row("buffer-full", "characters", 5, p -> new Fault.BufferFull(p.number("characters")));
    row("ignition-off", p -> new Fault.IgnitionOff());
    row("unplug", p -> new Fault.Unplug());
    row("wrong-checksum", p -> new Fault.WrongChecksum());
    row(
        "missing-consecutive-frame",
        "number",
        1,
        p -> new Fault.MissingConsecutiveFrame(p.number("number")));
    row("stray-stopped", p -> new Fault.StrayStopped());
    row("chatter", "text", "+CONNECTING<<mac", p -> new Fault.Chatter(p.text("text")));
    row("truncated-text", "characters", 1, p -> new Fault.TruncatedText(p.number("characters")));
    row("blank-first-reply", p -> new Fault.BlankFirstReply());
    row("stale-reply", p -> new Fault.StaleReply());
    row("unknown-command", "command", "ATH1", p -> new Fault.UnknownCommand(p.text("command")));
    row("count-digit-refused", "answer", "?", p -> new Fault.CountDigitRefused(p.text("answer")));
    row("bus-trouble", "text", "CAN ERROR", p -> new Fault.BusTrouble(p.text("text")));
    row("freeze-on-long-reply", "lines", 2, p -> new Fault.FreezeOnLongReply(p.number("lines")));
    row("reset-drops-link", p -> new Fault.ResetDropsLink());
    row("try-auto-hangs", p -> new Fault.TryAutoHangs());
  }

  private Faults() {}

  private static void row(String name, Function<Parameters, Fault> maker) {
    ROWS.put(name, new Row(Map.of(), maker));
  }

  private static void row(
      String name, String parameter, Object value, Function<Parameters, Fault> maker) {
    ROWS.put(name, new Row(Map.of(parameter, value), maker));
  }

  /** The names of all faults. */
  public static List<String> names() {
    return List.copyOf(ROWS.keySet());
  }

  /** What the fault of that name may be given, with what it has if it is not given. */
  public static Map<String, Object> parameters(String name) {
    return require(name).defaults;
  }

  /**
   * A fault.
   *
   * @param name such as {@code late-prompt}
   * @param parameters such as {@code ms: 300}; what is missing has its default
   * @throws IllegalArgumentException if there is no such fault or parameter, or a value is wrong;
   *     the message says which ones there are
   */
  public static Fault of(String name, Map<String, ?> parameters) {
    Row row = require(name);
    for (String given : parameters.keySet()) {
      if (!row.defaults.containsKey(given)) {
        throw new IllegalArgumentException(
            "fault '" + name + "' has no '" + given + "', only " + row.defaults.keySet());
      }
    }
    return row.maker.apply(new Parameters(name, row.defaults, parameters));
  }

  /** The fault with its defaults. */
  public static Fault of(String name) {
    return of(name, Map.of());
  }

  private static Row require(String name) {
    Row row = ROWS.get(name);
    if (row == null) {
      throw new IllegalArgumentException("no fault '" + name + "'; there are " + ROWS.keySet());
    }
    return row;
  }

  /** What was given, with its checks. */
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
        // said below
      }
      throw new IllegalArgumentException(
          "fault '"
              + fault
              + "': "
              + name
              + " is a number from 0 to 10000000, not '"
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
