package io.obdio.socketio.fleet;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The names and units of all signals of a fleet, which all vehicles share, each with a number. At
 * most {@value #MAX_SIGNALS} signals with numbers and as many with texts are kept; others are
 * ignored. For any thread.
 */
final class SignalNames {

  /** The limit of signals of each kind. */
  static final int MAX_SIGNALS = 8192;

  /** The length of the longest name or unit. */
  static final int MAX_LENGTH = 64;

  /** The first number of a signal whose values are texts. */
  static final short FIRST_TEXT = 1 << 14;

  /** The number in place of a signal that is not known. */
  static final short NONE = -1;

  private static final int MAX_LAYOUTS = 4096;

  /** The name and the unit of a signal; texts have no unit. */
  record Key(String name, String unit, boolean text) {}

  private final Map<Key, Short> numbers = new ConcurrentHashMap<>();
  private final AtomicReferenceArray<@Nullable Key> keys =
      new AtomicReferenceArray<>(FIRST_TEXT + MAX_SIGNALS);

  @GuardedBy("this")
  private int nextNumeric;

  @GuardedBy("this")
  private int nextText = FIRST_TEXT;

  @GuardedBy("layouts")
  private final Map<SignalLayout, SignalLayout> layouts = new HashMap<>();

  private final AtomicInteger refused = new AtomicInteger();

  /** Returns the number of a signal, a new one if necessary; {@link #NONE} if there is no room. */
  short number(String name, String unit, boolean text) {
    if (name.isEmpty() || name.length() > MAX_LENGTH || unit.length() > MAX_LENGTH) {
      refused.incrementAndGet();
      return NONE;
    }
    Key key = new Key(name, text ? "" : unit, text);
    Short known = numbers.get(key);
    return known != null ? known : add(key);
  }

  /** Returns the number of a signal; {@link #NONE} if it is not known. */
  short known(String name, String unit, boolean text) {
    return numbers.getOrDefault(new Key(name, text ? "" : unit, text), NONE);
  }

  private synchronized short add(Key key) {
    Short known = numbers.get(key);
    if (known != null) {
      return known;
    }
    int number = key.text() ? nextText : nextNumeric;
    if (number >= (key.text() ? FIRST_TEXT + MAX_SIGNALS : MAX_SIGNALS)) {
      refused.incrementAndGet();
      return NONE;
    }
    if (key.text()) {
      nextText++;
    } else {
      nextNumeric++;
    }
    keys.set(number, key); // before the number is visible to others
    numbers.put(key, (short) number);
    return (short) number;
  }

  /** Returns the signal of a number that {@link #number} has returned. */
  Key key(short number) {
    Key key = keys.get(number);
    if (key == null) {
      throw new IllegalArgumentException("there is no signal " + number);
    }
    return key;
  }

  /** Returns the shared instance of a layout, or itself if too many are shared already. */
  SignalLayout shared(SignalLayout layout) {
    synchronized (layouts) {
      SignalLayout known = layouts.get(layout);
      if (known != null) {
        return known;
      }
      if (layouts.size() < MAX_LAYOUTS) {
        layouts.put(layout, layout);
      }
      return layout;
    }
  }

  /** Returns how many signals are known. */
  int size() {
    return numbers.size();
  }

  /** Returns how many times a signal was ignored. */
  int refused() {
    return refused.get();
  }
}
