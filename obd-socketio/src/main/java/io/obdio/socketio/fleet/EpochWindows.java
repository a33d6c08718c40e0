package io.obdio.socketio.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The windows of the latest epochs of one vehicle. A new epoch begins when the vehicle has a new
 * database; batches of the former one may still arrive. Not safe for use by several threads.
 */
public final class EpochWindows {

  /** The number of epochs that are kept. */
  static final int MAX_EPOCHS = 3;

  private static final AckWindow[] NONE = {};

  /** The windows, the current one first. Most vehicles have one, so that no list is kept. */
  private AckWindow[] windows = NONE;

  private final int maxRanges;

  /** Creates windows of at most {@value AckWindow#MAX_RANGES} ranges. */
  public EpochWindows() {
    this(AckWindow.MAX_RANGES);
  }

  /** Creates windows of at most {@code maxRanges} ranges. */
  public EpochWindows(int maxRanges) {
    this.maxRanges = maxRanges;
  }

  /** Returns the window of the current epoch; null before the first one. */
  public @Nullable AckWindow current() {
    return windows.length == 0 ? null : windows[0];
  }

  /** Returns the windows, the current one first. */
  public List<AckWindow> all() {
    return List.of(windows);
  }

  /** Returns the window of an epoch; an unknown epoch becomes the current one. */
  public AckWindow of(long epoch) {
    for (AckWindow window : windows) {
      if (window.epoch() == epoch) {
        return window;
      }
    }
    AckWindow added = new AckWindow(epoch, maxRanges);
    AckWindow[] more = new AckWindow[Math.min(windows.length + 1, MAX_EPOCHS)];
    more[0] = added;
    System.arraycopy(windows, 0, more, 1, more.length - 1);
    windows = more;
    return added;
  }

  /** Returns the window of an epoch, which becomes the current one. */
  public AckWindow use(long epoch) {
    AckWindow window = of(epoch);
    for (int i = 1; i < windows.length && windows[0] != window; i++) {
      AckWindow next = windows[i];
      windows[i] = windows[0];
      windows[0] = next;
    }
    return window;
  }
}
