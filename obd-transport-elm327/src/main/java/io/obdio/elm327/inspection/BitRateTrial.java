package io.obdio.elm327.inspection;

import org.jspecify.annotations.Nullable;

/**
 * The trial of a bit rate of the serial line.
 *
 * @param bitRate the rate in bit/s
 * @param switched whether adapter and line changed to it
 * @param trial the measurement at this rate; null if there was none
 * @param restored whether the former rate was set again
 */
public record BitRateTrial(
    int bitRate, boolean switched, @Nullable RequestTrial trial, boolean restored) {}
