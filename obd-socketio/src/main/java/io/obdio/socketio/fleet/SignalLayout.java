package io.obdio.socketio.fleet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The signals of a vehicle in ascending order of their numbers, those with texts last. Vehicles
 * with the same signals share one. Immutable.
 */
final class SignalLayout {

  static final SignalLayout EMPTY = new SignalLayout(new short[0]);

  private final short[] signals;
  private final int numeric;

  private SignalLayout(short[] signals) {
    this.signals = signals;
    int at = Arrays.binarySearch(signals, SignalNames.FIRST_TEXT);
    this.numeric = at < 0 ? -at - 1 : at;
  }

  /** Returns the layout with one more signal. */
  SignalLayout with(short signal) {
    int at = -Arrays.binarySearch(signals, signal) - 1;
    short[] more = new short[signals.length + 1];
    System.arraycopy(signals, 0, more, 0, at);
    more[at] = signal;
    System.arraycopy(signals, at, more, at + 1, signals.length - at);
    return new SignalLayout(more);
  }

  /** Returns the position of a signal; negative if it is not in the layout. */
  int indexOf(short signal) {
    return Arrays.binarySearch(signals, signal);
  }

  short signal(int index) {
    return signals[index];
  }

  int size() {
    return signals.length;
  }

  /** Returns the number of signals with numbers, which come first. */
  int numeric() {
    return numeric;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SignalLayout layout && Arrays.equals(signals, layout.signals);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(signals);
  }
}
