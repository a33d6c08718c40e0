package io.obdio.socketio.history;

/** Clocks that a test advances. Used by one thread. */
final class FakeClock implements HistoryClock {

  static final long NOON = WallClock.EARLIEST + 30 * 86_400_000L + 43_200_000L;

  long monotonic = 1_000_000;
  long wall = NOON;
  String boot = "first";

  void advance(long millis) {
    monotonic += millis;
    wall += millis;
  }

  @Override
  public long monotonic() {
    return monotonic;
  }

  @Override
  public long wall() {
    return wall;
  }

  @Override
  public String boot() {
    return boot;
  }
}
