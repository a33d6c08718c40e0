package io.obdio.socketio.telemetry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The signals to which batches of {@link BatchFormat#DELTA} refer by number. Signals are only
 * added: a receiver with a dictionary of the same id and at least as many signals can read a batch.
 * Immutable.
 */
public final class Dictionary {

  /**
   * A signal.
   *
   * @param name such as {@code RPM}
   * @param unit compatibility name of the unit; empty for none
   * @param scale of the integers; {@link Scale#NONE} for texts
   */
  public record Signal(String name, String unit, Scale scale) {}

  /** The dictionary without signals. */
  public static final Dictionary NONE = new Dictionary(0, List.of());

  /** The most signals; those of vehicles with more are written in full in each batch. */
  private static final int MAX_SIGNALS = 4_000;

  private final long id;
  private final List<Signal> signals;
  private final Map<String, Integer> numbers = new HashMap<>();

  private Dictionary(long id, List<Signal> signals) {
    this.id = id;
    this.signals = List.copyOf(signals);
    for (int i = 0; i < signals.size(); i++) {
      numbers.putIfAbsent(key(signals.get(i).name(), signals.get(i).unit()), i);
    }
  }

  private static String key(String name, String unit) {
    return name + "\n" + unit;
  }

  /**
   * Creates an empty dictionary.
   *
   * @param id a number above 0 that no other dictionary of the vehicle has had, such as a random
   *     one
   */
  public static Dictionary create(long id) {
    if (id < 1 || id > DataBatch.MAX_INTEGER) {
      throw new IllegalArgumentException("invalid id of a dictionary: " + id);
    }
    return new Dictionary(id, List.of());
  }

  /** Returns the number that identifies the dictionary; 0 for {@link #NONE}. */
  public long id() {
    return id;
  }

  /** Returns the number of signals. */
  public int size() {
    return signals.size();
  }

  /** Returns a signal. */
  Signal signal(int number) {
    return signals.get(number);
  }

  /** Returns the number of a signal; null if it is not in the dictionary. */
  @Nullable Integer number(String name, String unit) {
    return numbers.get(key(name, unit));
  }

  /**
   * Returns a dictionary with the signals of a batch too; this one if nothing is added. The scale
   * of a new signal is derived from its values.
   */
  public Dictionary with(DataBatch batch) {
    List<Signal> all = new ArrayList<>(signals);
    for (NumberSeries series : batch.numbers()) {
      if (number(series.name(), series.unit()) == null) {
        all.add(new Signal(series.name(), series.unit(), Scale.of(series)));
      }
    }
    for (TextSeries series : batch.texts()) {
      if (number(series.name(), "") == null) {
        all.add(new Signal(series.name(), "", Scale.NONE));
      }
    }
    boolean more = all.size() > signals.size() && all.size() <= MAX_SIGNALS;
    return more ? new Dictionary(id, all) : this;
  }

  /** Returns the JSON form: {@code {"id":3,"signals":[{"n":"RPM","u":"...","s":[1,4]}]}}. */
  public byte[] encode() {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Signal signal : signals) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("n", signal.name());
      tree.put("u", signal.unit());
      tree.put("s", List.of(signal.scale().factor(), signal.scale().divisor()));
      list.add(tree);
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", id);
    tree.put("signals", list);
    return JsonMembers.write(tree);
  }

  /**
   * Reads the JSON form.
   *
   * @throws BatchException if it is not valid or exceeds a limit
   */
  public static Dictionary decode(byte[] payload) throws BatchException {
    if (payload.length > BatchLimits.BYTES) {
      throw new BatchException("a dictionary of " + payload.length + " bytes");
    }
    JsonMembers members = JsonMembers.parse(payload);
    List<?> list = members.list("signals");
    if (list.size() > MAX_SIGNALS) {
      throw new BatchException("more than " + MAX_SIGNALS + " signals");
    }
    List<Signal> signals = new ArrayList<>(list.size());
    for (Object element : list) {
      JsonMembers signal = JsonMembers.of(element, "a signal");
      signals.add(
          new Signal(
              signal.text("n", BatchLimits.NAME),
              signal.text("u", BatchLimits.NAME),
              Scale.read(signal.list("s"))));
    }
    return new Dictionary(members.integer("id", 1, DataBatch.MAX_INTEGER), signals);
  }
}
