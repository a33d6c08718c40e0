package io.obdio.socketio.fleet;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The windows of the latest epochs of one vehicle. A new epoch begins when the vehicle has a new
 * database; batches of the former one may still arrive. Not safe for use by several threads.
 */
public final class EpochWindows {

  /** The number of epochs that are kept. */
  static final int MAX_EPOCHS = 3;

  /** The windows, the current one first. */
  private final List<AckWindow> windows = new ArrayList<>(1);

  private final int maxRanges;

  /** Creates windows of at most {@value AckWindow#MAX_RANGES} ranges. */
  public EpochWindows() {
    this(AckWindow.MAX_RANGES);
  }

  /** Creates windows of at most {@code maxRanges} ranges. */
  public EpochWindows(int maxRanges) {
    this.maxRanges = maxRanges;
  }

  /** Returns the window of the epoch that appeared last; null before the first one. */
  public @Nullable AckWindow current() {
    return windows.isEmpty() ? null : windows.get(0);
  }

  /** Returns the windows, the current one first. */
  public List<AckWindow> all() {
    return windows;
  }

  /** Returns the window of an epoch; an unknown epoch becomes the current one. */
  public AckWindow of(long epoch) {
    for (AckWindow window : windows) {
      if (window.epoch() == epoch) {
        return window;
      }
    }
    AckWindow added = new AckWindow(epoch, maxRanges);
    if (windows.size() == MAX_EPOCHS) {
      windows.remove(MAX_EPOCHS - 1);
    }
    windows.add(0, added);
    return added;
  }
}
