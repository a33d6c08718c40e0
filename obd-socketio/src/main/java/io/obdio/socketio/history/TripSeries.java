package io.obdio.socketio.history;

/**
 * One signal of a trip over time.
 *
 * @param signal the command
 * @param bucket length of an interval, in ms; 0 if the points are single samples
 * @param lastMillis time of the last sample, in ms since the beginning of the trip; -1 without any
 * @param points in ascending order of time
 */
public record TripSeries(TripSignal signal, long bucket, long lastMillis, SeriesPoints points) {}
