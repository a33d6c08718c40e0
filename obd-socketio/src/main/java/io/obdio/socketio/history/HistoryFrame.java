package io.obdio.socketio.history;

import java.util.List;

/**
 * The samples that one transaction has added to a trip: the unit in which samples are sent
 * elsewhere.
 *
 * @param position of the frame: its epoch and number
 * @param trip the trip; its totals are those at the time of reading
 * @param from first time, in ms since the beginning of the trip
 * @param to last time, in ms since the beginning of the trip
 * @param samples in ascending order of command and time
 */
public record HistoryFrame(
    HistoryPosition position, Trip trip, long from, long to, List<Sample> samples) {

  /** Copies the list. */
  public HistoryFrame {
    samples = List.copyOf(samples);
  }
}
