package io.obdio.socketio.history;

/**
 * A position in the sequence of all frames of a history. Positions of different epochs cannot be
 * compared: each database has an epoch of its own.
 *
 * @param epoch identifies the database
 * @param seq number of the last frame before the position; 0 for the beginning
 */
public record HistoryPosition(long epoch, long seq) {}
