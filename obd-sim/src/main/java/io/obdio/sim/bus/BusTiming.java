package io.obdio.sim.bus;

import java.time.Duration;

/**
 * Time that messages take on a vehicle bus.
 *
 * @param bits true if each bit takes its time on the wire
 * @param ecuLatency time from the end of a request to the start of the answer, added to the ECU's
 *     own delay
 */
public record BusTiming(boolean bits, Duration ecuLatency) {}
