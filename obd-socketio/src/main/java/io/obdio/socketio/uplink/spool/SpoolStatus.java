package io.obdio.socketio.uplink.spool;

/**
 * The state of the sending of batches.
 *
 * @param waiting frames in the history that are not acknowledged, pending ones included
 * @param pending frames that were sent and are not acknowledged
 * @param sent batches that were sent since the start, repetitions included
 * @param acknowledged number of the last frame up to which all are settled
 * @param refused frames that were left out because they exceed the limits of a batch
 * @param lost frames that the history has deleted before they were acknowledged, since the start
 * @param problem why frames cannot be read, for people; empty if they can
 */
public record SpoolStatus(
    int waiting,
    int pending,
    long sent,
    long acknowledged,
    long refused,
    long lost,
    String problem) {

  /** Returns the state before the start. */
  static SpoolStatus initial() {
    return new SpoolStatus(0, 0, 0, 0, 0, 0, "");
  }
}
