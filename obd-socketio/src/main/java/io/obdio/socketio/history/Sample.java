package io.obdio.socketio.history;

import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code samples} or {@code states}.
 *
 * @param trip number of the trip
 * @param signal number of the command
 * @param millis since the beginning of the trip
 * @param value a {@link Double}, or a {@link String} for values that are not numbers
 * @param answer the response of the vehicle: a {@code byte[]} with the message of the ECU of the
 *     command, a {@link String} with messages in the form of recordings, or null if it was not kept
 */
public record Sample(int trip, int signal, long millis, Object value, @Nullable Object answer) {}
