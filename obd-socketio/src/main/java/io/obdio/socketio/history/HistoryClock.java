package io.obdio.socketio.history;

/** The clocks of the computer. */
interface HistoryClock {

  /** The system's clocks. */
  HistoryClock SYSTEM =
      new HistoryClock() {
        @Override
        public long monotonic() {
          return System.nanoTime() / 1_000_000;
        }

        @Override
        public long wall() {
          return System.currentTimeMillis();
        }
      };

  /** Returns the time of a clock that only advances, in ms from any origin. */
  long monotonic();

  /** Returns the time in ms since 1970-01-01 UTC, as the computer believes. */
  long wall();
}
