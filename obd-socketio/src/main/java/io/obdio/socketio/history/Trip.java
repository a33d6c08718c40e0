package io.obdio.socketio.history;

import io.obdio.socketio.history.computer.TripTotals;

/**
 * A trip: from the first value that shows a running engine or a moving vehicle to the last one.
 *
 * @param id number in the database, from 1 on
 * @param begin in ms since 1970-01-01 UTC
 * @param end time of the last such value, in ms since 1970-01-01 UTC
 * @param running whether the trip has not ended
 * @param clockSet whether the clock of the computer was set when {@code begin} was noted or later;
 *     otherwise only the duration is right
 * @param vin vehicle identification number; empty if it is not known
 * @param protocol header line of a recording with the vehicle's protocol; empty if it is not known
 * @param totals distance, fuel and energy
 */
public record Trip(
    int id,
    long begin,
    long end,
    boolean running,
    boolean clockSet,
    String vin,
    String protocol,
    TripTotals totals) {

  /** Returns the duration in ms. */
  public long duration() {
    return end - begin;
  }

  /** Returns the trip with another end. */
  Trip withEnd(long other, boolean isRunning) {
    return new Trip(id, begin, other, isRunning, clockSet, vin, protocol, totals);
  }

  /** Returns the trip with other times, after the clock was set. */
  Trip shifted(long millis, boolean isSet) {
    return new Trip(id, begin + millis, end + millis, running, isSet, vin, protocol, totals);
  }

  /** Returns the trip of a known vehicle. */
  Trip of(String otherVin, String otherProtocol) {
    return new Trip(id, begin, end, running, clockSet, otherVin, otherProtocol, totals);
  }

  /** Returns the trip with other sums. */
  Trip withTotals(TripTotals other) {
    return new Trip(id, begin, end, running, clockSet, vin, protocol, other);
  }
}
