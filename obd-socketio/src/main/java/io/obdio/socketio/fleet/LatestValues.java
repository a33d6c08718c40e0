package io.obdio.socketio.fleet;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The latest value of every signal of one vehicle, in primitive arrays: 12 bytes for a number and
 * its time. An older value does not replace a newer one. Not safe for use by several threads: the
 * vehicle guards it.
 */
final class LatestValues {

  /** The limit of signals of a vehicle; further ones are ignored. */
  static final int MAX_SIGNALS = 256;

  /** The length of the longest text that is kept; longer ones are cut. */
  static final int MAX_TEXT = 256;

  private static final String[] NO_TEXTS = {};
  private static final double[] NO_NUMBERS = {};
  private static final int[] NO_TIMES = {};

  private SignalLayout layout = SignalLayout.EMPTY;
  private double[] numbers = NO_NUMBERS;
  private String[] texts = NO_TEXTS;

  /** Times of all signals in milliseconds after {@link #base}. */
  private int[] times = NO_TIMES;

  /** Milliseconds since 1970 UTC. */
  private long base;

  /** Sets a number; {@code time} is in milliseconds since 1970 UTC. */
  void put(SignalNames names, String name, String unit, long time, double value) {
    int index = index(names, signal(names, name, unit, false), time);
    if (index >= 0) {
      numbers[index] = value;
    }
  }

  /** Sets a text; {@code time} is in milliseconds since 1970 UTC. */
  void put(SignalNames names, String name, long time, String value) {
    int index = index(names, signal(names, name, "", true), time);
    if (index >= 0) {
      texts[index - layout.numeric()] =
          value.length() > MAX_TEXT ? value.substring(0, MAX_TEXT) : value;
    }
  }

  /** Returns the number of a signal. The names are those of all vehicles: a full one adds none. */
  private short signal(SignalNames names, String name, String unit, boolean text) {
    return layout.size() < MAX_SIGNALS
        ? names.number(name, unit, text)
        : names.known(name, unit, text);
  }

  /** Returns where to store a value of a time, which is noted; -1 if it must not be stored. */
  private int index(SignalNames names, short signal, long time) {
    if (signal == SignalNames.NONE) {
      return -1;
    }
    int index = layout.indexOf(signal);
    if (index < 0) {
      if (layout.size() >= MAX_SIGNALS) {
        return -1;
      }
      index = insert(names, signal);
    } else if (base + times[index] > time) {
      return -1;
    }
    times[index] = offset(time);
    return index;
  }

  private int insert(SignalNames names, short signal) {
    int before = layout.numeric();
    layout = names.shared(layout.with(signal));
    int index = layout.indexOf(signal);
    if (layout.numeric() > before) {
      numbers = gap(numbers, index);
    } else {
      String[] more = new String[texts.length + 1];
      int at = index - before;
      System.arraycopy(texts, 0, more, 0, at);
      more[at] = "";
      System.arraycopy(texts, at, more, at + 1, texts.length - at);
      texts = more;
    }
    int[] later = new int[times.length + 1];
    System.arraycopy(times, 0, later, 0, index);
    System.arraycopy(times, index, later, index + 1, times.length - index);
    times = later;
    return index;
  }

  private static double[] gap(double[] array, int index) {
    double[] more = new double[array.length + 1];
    System.arraycopy(array, 0, more, 0, index);
    System.arraycopy(array, index, more, index + 1, array.length - index);
    return more;
  }

  /** Returns a time as an offset; all are moved to a new base if it is too far away. */
  private int offset(long time) {
    long offset = time - base;
    if (offset == (int) offset) {
      return (int) offset;
    }
    for (int i = 0; i < times.length; i++) {
      long moved = base + times[i] - time;
      times[i] = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, moved));
    }
    base = time;
    return 0;
  }

  int size() {
    return layout.size();
  }

  /** Returns the values in the form of {@link FleetView#values}. */
  Map<String, Object> toJson(SignalNames names) {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, Object> units = new LinkedHashMap<>();
    Map<String, Long> at = new LinkedHashMap<>();
    for (int i = 0; i < layout.size(); i++) {
      SignalNames.Key key = names.key(layout.signal(i));
      long time = base + times[i];
      Long other = at.get(key.name()); // of the same signal with another unit
      if (other != null && other > time) {
        continue;
      }
      at.put(key.name(), time);
      values.put(key.name(), key.text() ? texts[i - layout.numeric()] : (Object) numbers[i]);
      if (key.unit().isEmpty()) {
        units.remove(key.name());
      } else {
        units.put(key.name(), key.unit());
      }
    }
    long newest = Arrays.stream(times).mapToLong(offset -> base + offset).max().orElse(0);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("t", newest);
    json.put("v", values);
    json.put("u", units);
    json.put("times", at);
    return json;
  }
}
