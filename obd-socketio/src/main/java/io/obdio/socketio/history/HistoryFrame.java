package io.obdio.socketio.history;

import java.util.List;

/**
 * The samples that one transaction has added to a trip: the unit in which samples are sent
 * elsewhere.
 *
 * @param position of the frame: its epoch and number
 * @param trip the trip; its totals are those at the time of reading
 * @param boot identifies the start of the computer during which the trip began or was continued;
 *     empty if it is not known
 * @param bootMillis time of the beginning of the trip by the monotonic clock of that start
 * @param from first time, in ms since the beginning of the trip
 * @param to last time, in ms since the beginning of the trip
 * @param samples in ascending order of command and time
 */
public record HistoryFrame(
    HistoryPosition position,
    Trip trip,
    String boot,
    long bootMillis,
    long from,
    long to,
    List<Sample> samples) {

  /** Copies the list. */
  public HistoryFrame {
    samples = List.copyOf(samples);
  }
}
