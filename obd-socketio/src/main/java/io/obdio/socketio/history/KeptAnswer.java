package io.obdio.socketio.history;

/**
 * A kept response to a request that is not sampled, such as the map of supported PIDs.
 *
 * @param trip number of the trip
 * @param request in the form of recordings
 * @param millis since the beginning of the trip
 * @param answer in the form of recordings
 */
public record KeptAnswer(int trip, String request, long millis, String answer) {}
