package io.obdio.socketio.history;

import java.util.List;
import java.util.Optional;

/**
 * The state of previous runs that a run of the program needs.
 *
 * @param nextTrip number of the next trip
 * @param running the trip that was running when the previous run ended; empty if there was none
 * @param signals all rows of the table {@code commands}
 * @param codes all trouble codes
 */
record StoredState(
    int nextTrip, Optional<Trip> running, List<TripSignal> signals, List<CodeSeen> codes) {

  /** Copies the lists. */
  StoredState {
    signals = List.copyOf(signals);
    codes = List.copyOf(codes);
  }
}
