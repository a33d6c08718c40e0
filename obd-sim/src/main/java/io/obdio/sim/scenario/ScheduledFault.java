package io.obdio.sim.scenario;

import io.obdio.sim.fault.Fault;
import java.time.Duration;
import java.util.Optional;

/**
 * A fault of a scenario with its times.
 *
 * @param fault the fault
 * @param begin time since the start of the simulation
 * @param length how long it is active; empty for indefinitely
 */
public record ScheduledFault(Fault fault, Duration begin, Optional<Duration> length) {}
