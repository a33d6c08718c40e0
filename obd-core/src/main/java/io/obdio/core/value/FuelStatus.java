package io.obdio.core.value;

/**
 * Fuel system status (SAE J1979 PID 03).
 *
 * @param system1 for a person; "" if the engine is off or there is no such system
 * @param system2 the same for the second fuel system
 */
public record FuelStatus(String system1, String system2) {}
