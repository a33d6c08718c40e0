package io.obdio.sim.scenario;

import io.obdio.sim.fault.Fault;
import java.time.Duration;
import java.util.Optional;

/**
 * A fault of a scenario and when it is active.
 *
 * @param fault what goes wrong
 * @param begin when, since the simulation began
 * @param length for how long; empty for ever
 */
public record ScheduledFault(Fault fault, Duration begin, Optional<Duration> length) {}
