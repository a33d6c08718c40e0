package io.obdio.sim.bus;

import java.time.Duration;

/**
 * The timing of a vehicle bus.
 *
 * @param bits whether each bit takes its time on the bus
 * @param ecuLatency time from the end of a request to the start of the answer, added to the ECU's
 *     own delay
 */
public record BusTiming(boolean bits, Duration ecuLatency) {}
