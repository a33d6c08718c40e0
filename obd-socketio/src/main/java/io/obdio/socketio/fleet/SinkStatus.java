package io.obdio.socketio.fleet;

/**
 * The state of a {@link HistorySink}.
 *
 * @param pending batches that wait to be stored
 * @param stored batches stored since the start
 * @param failed batches that were not stored since the start, for lack of room in the queue too
 * @param failure cause of the last failure, for people; empty after a batch was stored again
 */
public record SinkStatus(int pending, long stored, long failed, String failure) {}
